import { RadioError } from '../radio/radio-error.js'
import type { Timers } from '../radio/timers.js'
import type { BluezDaemon } from './bus/bluez-daemon.js'
import { variant } from './bus/bus-connection.js'
import { type Outcome, within } from './bus/deadline.js'
import { isRefusal, radioErrorOf } from './bus/error-catalogue.js'
import type { PairingAgent } from './pairing-agent.js'
import { type Air, parentOf } from './tree/air.js'
import { interfaces } from './tree/object-tree.js'
import type { PeripheralWatch } from './tree/peripheral-watch.js'

interface LinkLimits {
  readonly connect: number
  readonly disconnect: number
  readonly pair: number
}

export interface LinkParts {
  readonly daemon: BluezDaemon
  readonly air: Air
  readonly watch: PeripheralWatch
  readonly agent: PairingAgent
  readonly timers: Timers
  readonly limits: LinkLimits
}

// Properties are told a moment after the answer.
const graceMs = 2_000
const setLimitMs = 5_000

/** Links to peripherals, and what BlueZ keeps of them. */
export class Links {
  readonly #parts: LinkParts
  /** Those that were asked for here, to be ended with the radio. */
  readonly #ours = new Set<string>()
  readonly #attempts = new Map<string, Outcome<void>>()

  constructor(parts: LinkParts) {
    this.#parts = parts
  }

  async connect(id: string): Promise<void> {
    const path = this.#reach(id)
    if (this.#attempts.has(id)) throw new RadioError('busy', 'an attempt to connect is under way')
    // A link that others made stays theirs.
    if (this.#parts.air.peripheral(id)?.connected) return
    this.#ours.add(id)
    try {
      await this.#attempt(id, path)
    } catch (error) {
      this.#ours.delete(id)
      // BlueZ is still at it, and would refuse the next attempt.
      if (radioErrorOf(error).code === 'timeout') await this.#end(id, path).catch(() => {})
      throw connectError(error)
    } finally {
      this.#attempts.delete(id)
    }
  }

  #attempt(id: string, path: string): Promise<void> {
    const { timers, limits, watch, daemon } = this.#parts
    const gone = (): RadioError => daemon.fault() ?? new RadioError('peripheralGone', 'it is not known any more')
    return within<void>(timers, { what: 'Connect', limitMs: limits.connect }, (outcome) => {
      this.#attempts.set(id, outcome)
      this.#device(path, 'Connect', limits.connect).then(
        () => void this.#confirm(id, outcome),
        (error: unknown) => (isRefusal(error, 'AlreadyConnected') ? this.#confirm(id, outcome) : outcome.fail(error)),
      )
      return watch.follow(id, (peripheral) => {
        if (peripheral === undefined) outcome.fail(gone())
        else if (peripheral.resolved) outcome.settle()
      })
    })
  }

  // A link that fails to be established is told as made first: what counts is how BlueZ answers.
  async #confirm(id: string, outcome: Outcome<void>): Promise<void> {
    await this.#parts.watch.settled(id, (peripheral) => peripheral?.connected === true, graceMs)
    if (this.#parts.air.peripheral(id)?.connected) outcome.settle()
    else outcome.fail(new RadioError('connectFailed', 'the link ended as soon as it was made'))
  }

  async disconnect(id: string): Promise<void> {
    this.#ours.delete(id)
    let path: string
    try {
      path = this.#reach(id)
    } catch {
      // What cannot be reached has no link.
      return
    }
    await this.#end(id, path)
    this.#attempts.get(id)?.fail(new RadioError('connectFailed', 'the attempt was given up'))
  }

  async #end(id: string, path: string): Promise<void> {
    const { watch, limits } = this.#parts
    await this.#device(path, 'Disconnect', limits.disconnect).catch((error: unknown) => {
      if (!isRefusal(error, 'NotConnected', 'UnknownObject', 'UnknownMethod', 'NotReady')) throw error
    })
    await watch.settled(id, (peripheral) => !peripheral?.connected, graceMs)
  }

  async pair(id: string): Promise<void> {
    const { agent, daemon, limits } = this.#parts
    const path = this.#reach(id)
    await agent.register(daemon)
    const disallow = agent.allow(path)
    try {
      await this.#device(path, 'Pair', limits.pair)
    } catch (error) {
      if (radioErrorOf(error).code === 'timeout') await this.#device(path, 'CancelPairing', setLimitMs).catch(() => {})
      if (!isRefusal(error, 'AlreadyExists')) throw error
    } finally {
      disallow()
    }
  }

  async trust(id: string): Promise<void> {
    await this.#set(this.#reach(id), [interfaces.device, 'Trusted', variant('b', true)])
  }

  async remove(id: string): Promise<void> {
    const path = this.#reach(id)
    const call = { path: parentOf(path), interface: interfaces.adapter, member: 'RemoveDevice' }
    const { daemon, watch, limits } = this.#parts
    this.#ours.delete(id)
    await daemon
      .call({ ...call, signature: 'o', body: [path], limitMs: limits.disconnect }, () => {})
      .catch((error: unknown) => {
        if (!isRefusal(error, 'DoesNotExist')) throw error
      })
    await watch.settled(id, (peripheral) => peripheral === undefined, graceMs)
  }

  async setPowered(address: string, powered: boolean): Promise<void> {
    const { air } = this.#parts
    this.#mustBeUp()
    const path = air.adapterPath(address)
    try {
      await this.#set(path, [interfaces.adapter, 'Powered', variant('b', powered)])
    } catch (error) {
      if (radioErrorOf(error).code === 'adapterBlocked') air.foundBlocked(path)
      throw error
    }
  }

  /** A link has ended by itself. */
  ended(id: string): void {
    if (!this.#attempts.has(id)) this.#ours.delete(id)
  }

  /** Ends the links that were asked for here. */
  async endAll(): Promise<void> {
    const ids = [...this.#ours, ...this.#attempts.keys()]
    await Promise.allSettled([...new Set(ids)].map((id) => this.disconnect(id)))
  }

  #mustBeUp(): void {
    const fault = this.#parts.daemon.fault()
    if (fault !== undefined) throw fault
  }

  #reach(id: string): string {
    this.#mustBeUp()
    return this.#parts.air.peripheralPath(id)
  }

  #device(path: string, member: string, limitMs: number): Promise<void> {
    return this.#parts.daemon.call({ path, interface: interfaces.device, member, limitMs }, () => {})
  }

  #set(path: string, body: readonly unknown[]): Promise<void> {
    const call = { path, interface: 'org.freedesktop.DBus.Properties', member: 'Set', signature: 'ssv' }
    return this.#parts.daemon.call({ ...call, body, limitMs: setLimitMs }, () => {})
  }
}

// Of an attempt to connect, these only say that there is no link.
const vague: ReadonlySet<string> = new Set(['failed', 'notConnected'])

function connectError(error: unknown): RadioError {
  const { code, message, att } = radioErrorOf(error)
  return vague.has(code) ? new RadioError('connectFailed', message, att) : radioErrorOf(error)
}
