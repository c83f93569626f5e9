import { EventEmitter } from 'node:events'
import { Message, type MessageBus, MessageType, Variant } from 'dbus-next'
import { RadioError } from '../../radio/radio-error.js'
import type { Timers } from '../../radio/timers.js'
import type { Tally } from '../tally.js'
import type { BusSession } from './bus-session.js'
import { type Outcome, within } from './deadline.js'
import { BusRefusal, radioErrorOf } from './error-catalogue.js'

/** A method call. `signature` and `body` go together, as D-Bus writes them. */
export interface BusCall {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
  readonly limitMs: number
}

/** A signal, or a call of a method of ours. Nothing in it is checked but the bus's own framing. */
export interface BusMessage {
  readonly sender: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly body: readonly unknown[]
}

/** What a method of ours answers: nothing, or the name of an error. */
export type BusAnswer = { readonly error?: string }

export interface BusListener {
  signal(message: BusMessage): void
  /** Undefined when there is no such method. */
  called(message: BusMessage): BusAnswer | undefined
  /** Once, and the last that is heard of the connection. */
  lost(error: RadioError): void
}

interface Waiting {
  readonly settle: (reply: Message) => void
  readonly fail: (error: RadioError) => void
}

const daemonName = 'org.freedesktop.DBus'
const busLimitMs = 5_000

/** A typed value, for properties and dictionaries. */
export const variant = (signature: string, value: unknown): Variant => new Variant(signature, value)

/** Signature and value of what a dictionary holds; undefined when it is not a typed value. */
export const variantParts = (held: unknown): { readonly signature: string; readonly value: unknown } | undefined =>
  held instanceof Variant ? held : undefined

/** The call of a method of the bus itself. */
export const ofTheBus = (member: string, signature: string, body: readonly unknown[]): BusCall => ({
  destination: daemonName,
  path: '/org/freedesktop/DBus',
  interface: daemonName,
  member,
  signature,
  body,
  limitMs: busLimitMs,
})

/**
 * One connection to the message bus, until it is lost. Each call has its own limit, and answers are taken in as they
 * arrive: what `read` does has happened before the next message is looked at, so that signals and answers keep the
 * order in which they were sent.
 */
export class BusConnection {
  readonly #session: BusSession
  readonly #listener: BusListener
  readonly #timers: Timers
  readonly #tally: Tally
  readonly #waiting = new Map<number, Waiting>()
  #rules = 0
  #greeting: ((error: RadioError) => void) | undefined
  #lost: RadioError | undefined

  /** To be made in the tick in which the session was opened. */
  constructor(session: BusSession, parts: { listener: BusListener; timers: Timers; tally: Tally }) {
    this.#session = session
    this.#listener = parts.listener
    this.#timers = parts.timers
    this.#tally = parts.tally
    this.#tally.count('busConnections')
    this.#tally.count('busConnectionsMade')
    session.bus.on('error', (error: unknown) => this.#lose(busError(error)))
    session.bus.on('message', (message) => this.#take(message))
    session.bus.addMethodHandler((message: Message) => this.#answer(message))
    connectionOf(session.bus)?.once('end', () => this.#lose(closed()))
  }

  /** Resolves when the bus has taken this connection in. */
  async greet(): Promise<void> {
    await within<void>(this.#timers, { what: 'Hello', limitMs: busLimitMs }, ({ settle, fail }) => {
      this.#greeting = fail
      this.#session.bus.once('connect', () => settle())
      return undefined
    })
    this.#greeting = undefined
  }

  /** Rejects with a `RadioError`; `read` may throw one. */
  call<T>(call: BusCall, read: (body: readonly unknown[]) => T): Promise<T> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost)
    this.#tally.count('calls')
    this.#tally.count('callsInFlight')
    const serial = this.#session.bus.newSerial()
    const answered = within<T>(this.#timers, { what: call.member, limitMs: call.limitMs }, ({ settle, fail }) => {
      this.#waiting.set(serial, { settle: (reply) => settleBy(reply, read, { settle, fail }), fail })
      this.#send(new Message({ ...call, serial, body: [...(call.body ?? [])] }))
      return () => this.#waiting.delete(serial)
    })
    return answered.finally(() => this.#tally.count('callsInFlight', -1)).catch((error) => this.#reject(error))
  }

  async addRule(rule: string): Promise<void> {
    await this.call(ofTheBus('AddMatch', 's', [rule]), () => undefined)
    this.#rules += 1
    this.#tally.count('matchRules')
  }

  /** Ends the connection. The listener hears nothing of it. */
  close(): void {
    this.#end(closed())
  }

  #reject(error: unknown): never {
    const rejection = radioErrorOf(error)
    this.#tally.count('rejections')
    this.#tally.count(`rejections${capital(rejection.code)}`)
    if (rejection.code === 'timeout') this.#tally.count('timeouts')
    throw rejection
  }

  #send(message: Message): void {
    try {
      this.#session.bus.send(message)
    } catch (error) {
      const refusal = busError(error)
      this.#lose(refusal)
      throw refusal
    }
  }

  #lose(error: RadioError): void {
    if (this.#end(error)) this.#listener.lost(error)
  }

  #end(error: RadioError): boolean {
    if (this.#lost !== undefined) return false
    this.#lost = error
    this.#tally.count('busConnections', -1)
    this.#tally.count('matchRules', -this.#rules)
    this.#greeting?.(error)
    for (const { fail } of [...this.#waiting.values()]) fail(error)
    this.#session.destroy()
    return true
  }

  #take(message: Message): void {
    if (message.type === MessageType.SIGNAL) {
      if (this.#lost === undefined) this.#listener.signal(message)
    } else if (message.type !== MessageType.METHOD_CALL) this.#settle(message)
  }

  #settle(reply: Message): void {
    const waiting = this.#waiting.get(Number(reply.replySerial))
    if (waiting !== undefined) waiting.settle(reply)
    else if (reply.type === MessageType.ERROR) this.#turnAway(reply)
  }

  // In the library only its greeting waits for an answer, and makes of an error a rejection that nobody can catch.
  #turnAway(refusal: Message): void {
    if (this.#greeting !== undefined) this.#lose(refusalOf(refusal))
    refusal.replySerial = ''
  }

  #answer(call: Message): boolean {
    const answer = this.#lost === undefined ? this.#listener.called(call) : undefined
    if (answer === undefined) return false
    this.#send(answer.error === undefined ? Message.newMethodReturn(call) : errorFor(call, answer.error))
    return true
  }
}

function settleBy<T>(reply: Message, read: (body: readonly unknown[]) => T, { settle, fail }: Outcome<T>): void {
  try {
    if (reply.type === MessageType.ERROR) throw refusalOf(reply)
    settle(read(reply.body))
  } catch (error) {
    fail(error)
  }
}

const refusalOf = ({ errorName, body: [text] }: Message): BusRefusal =>
  new BusRefusal(errorName, typeof text === 'string' ? text : '')

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

const closed = (): RadioError => new RadioError('bluetoothUnavailable', 'the connection to the system bus has ended')

function busError(error: unknown): RadioError {
  const words = error instanceof Error ? error.message : String(error)
  const denied = /\b(EACCES|EPERM)\b/.test(words)
  return new RadioError(denied ? 'accessDenied' : 'bluetoothUnavailable', `the system bus cannot be used: ${words}`)
}

// Its declarations say that serials are texts.
const errorFor = ({ serial, sender }: Message, errorName: string): Message =>
  new Message({ type: MessageType.ERROR, replySerial: serial as unknown as string, destination: sender, errorName })

// The library does not tell that the bus has gone away; the connection that it keeps to itself does.
function connectionOf(bus: MessageBus): EventEmitter | undefined {
  const connection: unknown = Reflect.get(bus, '_connection')
  return connection instanceof EventEmitter ? connection : undefined
}
