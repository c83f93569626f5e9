import type { Logger } from 'pino'
import { RadioError } from '../../radio/radio-error.js'
import type { Timers } from '../../radio/timers.js'
import type { Tally } from '../tally.js'
import { type BusAnswer, type BusCall, BusConnection, type BusMessage, ofTheBus } from './bus-connection.js'
import type { BusSession } from './bus-session.js'
import { isRefusal, radioErrorOf } from './error-catalogue.js'
import { textOf } from './text-of.js'

/** What hears of bluetoothd. Signals and calls are its own: what others on the bus send is not passed on. */
export interface DaemonListener {
  /** It can be used from now on. `objects` are those of `GetManagedObjects`; signals go on from there. */
  up(objects: unknown): void
  /** It cannot be used any more. */
  down(error: RadioError): void
  /** Whether it has adapters. One that is stopped takes them away first; one that dies does not. */
  hasAdapters(): boolean
  signal(message: BusMessage): void
  called(message: BusMessage): BusAnswer | undefined
}

export interface DaemonParts {
  readonly openSession: () => BusSession
  readonly listener: DaemonListener
  readonly timers: Timers
  readonly tally: Tally
  readonly log: Logger
}

export type DaemonCall = Omit<BusCall, 'destination'>

const name = 'org.bluez'
const rules = [
  `type='signal',sender='${name}'`,
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`,
]
const [firstPauseMs, longestPauseMs] = [500, 30_000]
const pulseMs = 30_000
const listLimitMs = 10_000
const startLimitMs = 30_000

/** The call for all objects with all properties. */
export const listObjects: DaemonCall = {
  path: '/',
  interface: 'org.freedesktop.DBus.ObjectManager',
  member: 'GetManagedObjects',
  limitMs: listLimitMs,
}

/** bluetoothd, as it is reached over one bus connection. Whichever of the two goes, it is sought until it is back. */
export class BluezDaemon {
  readonly #parts: DaemonParts
  #connection: BusConnection | undefined
  #owner: string | undefined
  #fault: RadioError | undefined = new RadioError('bluetoothUnavailable', 'bluetoothd is not reached yet')
  // Of the search for bluetoothd: what an earlier one finds is of no interest.
  #search = 0
  #pauseMs = firstPauseMs
  // Who stops bluetoothd does not want it started again.
  #mayStart = true
  #timer: unknown
  #closed = false

  constructor(parts: DaemonParts) {
    this.#parts = parts
  }

  fault(): RadioError | undefined {
    return this.#fault
  }

  /** Resolves when bluetoothd was found, or not for the first time. */
  async open(): Promise<void> {
    await this.#seek()
  }

  /** Rejects with a `RadioError`. `read` is called as the answer arrives, before any later signal. */
  async call<T>(call: DaemonCall, read: (body: readonly unknown[]) => T): Promise<T> {
    const connection = this.#connection
    if (this.#fault !== undefined || connection === undefined) throw this.#fault ?? away
    try {
      return await connection.call({ ...call, destination: name }, read)
    } catch (error) {
      const isSpent = isRefusal(error, 'LimitsExceeded') && connection === this.#connection
      if (isSpent) this.#abandon(radioErrorOf(error))
      throw error
    }
  }

  close(): void {
    this.#closed = true
    this.#parts.timers.clearTimeout(this.#timer)
    this.#connection?.close()
    this.#lose(new RadioError('bluetoothUnavailable', 'the radio is closed'))
  }

  async #seek(): Promise<void> {
    this.#search += 1
    const search = this.#search
    const isOld = (): boolean => search !== this.#search || this.#closed
    this.#parts.timers.clearTimeout(this.#timer)
    try {
      const connection = this.#connection ?? (await this.#connect())
      const owner = await this.#ownerOf(connection)
      await connection.call({ ...listObjects, destination: owner }, ([objects]) => {
        if (!isOld()) this.#found(owner, objects)
      })
    } catch (error) {
      if (!isOld()) this.#abandon(radioErrorOf(error))
    }
  }

  async #connect(): Promise<BusConnection> {
    const { openSession, timers, tally } = this.#parts
    const listener = {
      signal: (message: BusMessage) => this.#signal(message),
      called: (message: BusMessage) => this.#called(message),
      lost: (error: RadioError) => this.#abandon(error),
    }
    const connection = new BusConnection(openSession(), { listener, timers, tally })
    this.#connection = connection
    this.#mayStart = true
    await connection.greet()
    for (const rule of rules) await connection.addRule(rule)
    return connection
  }

  /** Who owns the name once the system has started bluetoothd, if it may. Throws `away`. */
  async #ownerOf(connection: BusConnection): Promise<string> {
    const start = { ...ofTheBus('StartServiceByName', 'su', [name, 0]), limitMs: startLimitMs }
    // Where nobody can start it, it may be there all the same.
    if (this.#mayStart) await connection.call(start, () => undefined).catch(() => undefined)
    const owner = await ownerNow(connection)
    if (owner === '') throw away
    return owner
  }

  #found(owner: string, objects: unknown): void {
    this.#owner = owner
    this.#fault = undefined
    this.#pauseMs = firstPauseMs
    this.#parts.tally.count('bluetoothdSeen')
    this.#parts.log.info('bluetoothd is there')
    this.#parts.listener.up(objects)
    this.#later(pulseMs, () => this.#pulse())
  }

  // Whatever was missed shows here: a bus that does not answer, a name that has changed hands.
  async #pulse(): Promise<void> {
    const connection = this.#connection
    if (connection === undefined) return
    try {
      const owner = await ownerNow(connection)
      if (connection !== this.#connection) return
      if (owner === this.#owner) this.#later(pulseMs, () => this.#pulse())
      else this.#nameChanged([name, '', owner])
    } catch (error) {
      if (connection === this.#connection) this.#abandon(radioErrorOf(error))
    }
  }

  #missed(error: RadioError): void {
    const isFault = error.code === 'accessDenied' || error.code === 'bluetoothUnavailable'
    this.#lose(isFault ? error : new RadioError('bluetoothUnavailable', error.message))
    this.#later(this.#pauseMs, () => this.#seek())
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs)
  }

  // A search has failed, or the bus was lost. But for bluetoothd being away, the next one begins with a new connection.
  #abandon(error: RadioError): void {
    if (this.#closed) return
    this.#search += 1
    if (error !== away) {
      this.#connection?.close()
      this.#connection = undefined
    }
    this.#missed(error)
  }

  #lose(error: RadioError): void {
    const wasUp = this.#fault === undefined
    const isNews = this.#fault?.message !== error.message
    this.#owner = undefined
    this.#fault = error
    if (isNews && !this.#closed) this.#parts.log.warn({ code: error.code, detail: error.message }, 'no Bluetooth')
    if (wasUp) this.#parts.listener.down(error)
  }

  #signal(message: BusMessage): void {
    if (message.sender === 'org.freedesktop.DBus') {
      if (message.member === 'NameOwnerChanged') this.#nameChanged(message.body)
    } else if (message.sender === this.#owner && this.#owner !== undefined) {
      this.#parts.tally.count('signals')
      this.#parts.listener.signal(message)
    } else this.#parts.tally.count('signalsRefused')
  }

  #called(message: BusMessage): BusAnswer | undefined {
    return message.sender === this.#owner ? this.#parts.listener.called(message) : undefined
  }

  #nameChanged([changed, , now]: readonly unknown[]): void {
    if (changed !== name || now === this.#owner) return
    this.#search += 1
    this.#mayStart = now === '' && this.#parts.listener.hasAdapters()
    this.#lose(away)
    if (now === '') this.#later(this.#pauseMs, () => this.#seek())
    else void this.#seek()
  }

  #later(delayMs: number, task: () => Promise<void>): void {
    this.#parts.timers.clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = this.#parts.timers.setTimeout(() => void task(), delayMs)
  }
}

const away = new RadioError('bluetoothUnavailable', 'bluetoothd is not running')

/** Who owns the name of BlueZ; empty when nobody does. */
const ownerNow = (connection: BusConnection): Promise<string> =>
  connection
    .call(ofTheBus('GetNameOwner', 's', [name]), ([owner]) => textOf(owner))
    .catch((error: unknown) => {
      if (isRefusal(error, 'NameHasNoOwner')) return ''
      throw error
    })
