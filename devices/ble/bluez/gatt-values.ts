import type { Peripheral } from '../radio/radio.js'
import { RadioError } from '../radio/radio-error.js'
import type { Timers } from '../radio/timers.js'
import type { BluezDaemon } from './bus/bluez-daemon.js'
import { variant } from './bus/bus-connection.js'
import { type Outcome, within } from './bus/deadline.js'
import { isRefusal } from './bus/error-catalogue.js'
import type { Tally } from './tally.js'
import { type Air, parentOf } from './tree/air.js'
import { interfaces, type ObjectTree } from './tree/object-tree.js'

export interface ValueParts {
  readonly daemon: BluezDaemon
  readonly tree: ObjectTree
  readonly air: Air
  readonly timers: Timers
  readonly tally: Tally
  /** How long reading, writing and asking for notifications may take, ms. */
  readonly limitMs: number
  readonly tell: (peripheral: string, handle: string, value: Uint8Array) => void
}

/** Values of characteristics: read, written, and told by notifications and indications. */
export class GattValues {
  readonly #parts: ValueParts
  /** Those whose values were asked for, with their peripheral. */
  readonly #asked = new Map<string, string>()
  readonly #starting = new Map<string, Promise<void>>()
  // A value changes by a notification as by the answer of a read: while one is read, what comes waits for the answer.
  readonly #reading = new Map<string, Uint8Array[]>()
  readonly #notifyingWatch = new Map<string, () => void>()

  constructor(parts: ValueParts) {
    this.#parts = parts
  }

  async read(handle: string): Promise<Uint8Array> {
    this.#peripheralOf(handle)
    if (this.#reading.has(handle)) throw new RadioError('busy', 'it is being read')
    this.#reading.set(handle, [])
    try {
      return await this.#call(handle, 'ReadValue', ['a{sv}', [{}]], ([answer]) => this.#answered(handle, answer))
    } finally {
      this.#release(handle)
    }
  }

  async write(handle: string, value: Uint8Array, withoutResponse: boolean): Promise<void> {
    this.#peripheralOf(handle)
    const options = { type: variant('s', withoutResponse ? 'command' : 'request') }
    await this.#call(handle, 'WriteValue', ['aya{sv}', [Buffer.from(value), options]], () => {})
  }

  async startNotify(handle: string): Promise<void> {
    const peripheral = this.#peripheralOf(handle)
    const starting = this.#starting.get(handle)
    if (starting !== undefined) return starting
    if (this.#asked.has(handle)) return
    const started = this.#start(handle, peripheral.id).finally(() => this.#starting.delete(handle))
    this.#starting.set(handle, started)
    return started
  }

  async #start(handle: string, peripheral: string): Promise<void> {
    // Values may come before the answer.
    this.#asked.set(handle, peripheral)
    try {
      await this.#call(handle, 'StartNotify', ['', []], () => {}).catch((error: unknown) => {
        // BlueZ goes on for us after a reconnect, or is about to.
        if (!isRefusal(error, 'InProgress')) throw error
        return this.#untilNotifying(handle)
      })
    } catch (error) {
      this.#asked.delete(handle)
      throw error
    }
    if (this.#asked.get(handle) !== peripheral) throw linkEnded()
  }

  async #untilNotifying(handle: string): Promise<void> {
    if (this.#isNotifying(handle)) return
    const { timers, limitMs } = this.#parts
    await within<void>(timers, { what: 'Notifying', limitMs }, ({ settle }: Outcome<void>) => {
      this.#notifyingWatch.set(handle, settle)
      return () => this.#notifyingWatch.delete(handle)
    })
  }

  async stopNotify(handle: string): Promise<void> {
    const wasAsked = this.#asked.delete(handle)
    const peripheral = this.#parts.air.peripheralAt(deviceOf(handle))
    // Without a link BlueZ has nothing to stop, and would fail.
    if (!wasAsked || !peripheral?.connected) return
    await this.#call(handle, 'StopNotify', ['', []], () => {}).catch((error: unknown) => {
      if (!isRefusal(error, 'Failed', 'NotConnected', 'UnknownObject', 'UnknownMethod')) throw error
    })
  }

  /** A value as BlueZ tells it. */
  changed(handle: string, value: Uint8Array): void {
    const held = this.#reading.get(handle)
    if (held === undefined) this.#tell(handle, value)
    else held.push(value)
  }

  /** BlueZ says that a characteristic notifies. */
  notifying(handle: string): void {
    this.#notifyingWatch.get(handle)?.()
  }

  /** A link has ended: what was asked for has to be asked for again. */
  ended(peripheral: string): void {
    for (const [handle, owner] of [...this.#asked]) if (owner === peripheral) this.#asked.delete(handle)
  }

  // The answer has been told as a change just before it came, with the values of notifications, or alone.
  #answered(handle: string, answer: unknown): Uint8Array {
    if (!(answer instanceof Uint8Array)) throw new RadioError('failed', 'ReadValue answers no bytes')
    const held = this.#reading.get(handle) ?? []
    const echo = held.findLastIndex((value) => Buffer.compare(value, answer) === 0)
    if (echo >= 0) held.splice(echo, 1)
    if (echo >= 0) this.#parts.tally.count('echoes')
    this.#release(handle)
    return Uint8Array.from(answer)
  }

  #release(handle: string): void {
    const held = this.#reading.get(handle) ?? []
    this.#reading.delete(handle)
    for (const value of held) this.#tell(handle, value)
  }

  #tell(handle: string, value: Uint8Array): void {
    const peripheral = this.#asked.get(handle)
    if (peripheral === undefined) return
    this.#parts.tally.count('values')
    this.#parts.tell(peripheral, handle, value)
  }

  #isNotifying(handle: string): boolean {
    return this.#parts.tree.characteristic(handle)?.notifying === true
  }

  /** Whose characteristic it is. Throws when it is not known, or there is no link. */
  #peripheralOf(handle: string): Peripheral {
    const { daemon, tree, air } = this.#parts
    const fault = daemon.fault()
    if (fault !== undefined) throw fault
    const peripheral = air.peripheralAt(deviceOf(handle))
    if (peripheral === undefined) throw new RadioError('peripheralGone', 'no such characteristic')
    if (!peripheral.connected) throw new RadioError('notConnected', 'there is no link')
    if (tree.characteristic(handle) === undefined) throw new RadioError('peripheralGone', 'no such characteristic')
    return peripheral
  }

  #call<T>(
    path: string,
    member: string,
    [signature, body]: readonly [string, readonly unknown[]],
    read: (body: readonly unknown[]) => T,
  ): Promise<T> {
    const { daemon, limitMs, air } = this.#parts
    const call = { path, interface: interfaces.characteristic, member, signature, body, limitMs }
    return daemon.call(call, read).catch((error: unknown) => {
      // BlueZ calls the end of a link an answer of the sensor, ATT 0x0E.
      if (isRefusal(error, 'Failed') && !air.peripheralAt(deviceOf(path))?.connected) throw linkEnded()
      throw error
    })
  }
}

const linkEnded = (): RadioError => new RadioError('notConnected', 'the link ended')

/** The path of a characteristic's device: above its service. */
const deviceOf = (handle: string): string => parentOf(parentOf(handle))
