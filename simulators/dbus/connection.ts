import type { Duplex } from 'node:stream'
import dbus from 'dbus-next'
import { DbusFailure } from './dbus-failure.js'

/** A call that came in. */
export interface DbusCall {
  readonly sender: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly body: readonly unknown[]
}

/** What is called: where, which method, and with what. */
export interface DbusTarget {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

export interface DbusSignal {
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature: string
  readonly body: readonly unknown[]
}

/** A signature and the values that it names. */
export interface DbusAnswer {
  readonly signature: string
  readonly body: readonly unknown[]
}

/** A connection to a message bus, above the library: calls in and out, signals in and out. */
export interface DbusConnection {
  /** The unique name, `:1.7`. */
  readonly name: string
  /** Rejects with a `DbusFailure`. */
  call(target: DbusTarget): Promise<readonly unknown[]>
  /** Says a signal; nothing when the connection is gone. */
  emit(signal: DbusSignal): void
  /** Answers what is called here; undefined leaves the call to the next handler, and to an error at the last. */
  handle(handler: (call: DbusCall) => Promise<DbusAnswer> | undefined): void
  /** Tells the signals that a match rule of `match` lets through. Returns the function that ends it. */
  onSignal(listener: (signal: DbusSignal & { readonly sender: string }) => void): () => void
  match(rule: string): Promise<void>
  unmatch(rule: string): Promise<void>
  /** Rejects with a `DbusFailure` when somebody else has the name. */
  requestName(name: string): Promise<void>
  /** Resolves when the bus has let go of it, and of its names. */
  close(): Promise<void>
}

type Bus = ReturnType<typeof dbus.sessionBus>
type Message = InstanceType<typeof dbus.Message>

const busTarget = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}
const [methodCall, signalType] = [1, 4]
const primaryOwner = 1

/** Connects to a bus, `unix:path=…`. Rejects when nobody is there; `onLost` is called when it goes later. */
export const openConnection = async (address: string, onLost: () => void = () => {}): Promise<DbusConnection> => {
  const bus = dbus.sessionBus({ busAddress: address })
  await new Promise<void>((resolve, reject) => {
    bus.on('connect', resolve)
    bus.on('error', (error: unknown) => {
      reject(new DbusFailure('org.freedesktop.DBus.Error.NoServer', textOf(error)))
      onLost()
    })
  })
  return connectionOf(bus)
}

const connectionOf = (bus: Bus): DbusConnection => {
  // The library leaves calls unanswered for ever when the connection goes.
  const waiting = new Set<(failure: DbusFailure) => void>()
  streamOf(bus).once('close', () => {
    for (const reject of waiting) reject(disconnected())
  })
  const answerOf = (message: Message): Promise<Message | null> =>
    new Promise((resolve, reject) => {
      waiting.add(reject)
      const asked = streamOf(bus).writable ? bus.call(message) : Promise.reject(disconnected())
      asked.then(resolve, reject).finally(() => waiting.delete(reject))
    })
  const call = async (target: DbusTarget): Promise<readonly unknown[]> => {
    const { body = [], ...head } = target
    const reply = await answerOf(new dbus.Message({ ...head, body: [...body] })).catch((error: unknown) => {
      throw failureOf(error)
    })
    return reply?.body ?? []
  }
  return {
    name: (bus as unknown as { readonly name: string }).name,
    call,
    emit: ({ path, interface: name, member, signature, body }) =>
      send(bus, () => dbus.Message.newSignal(path, name, member, signature, [...body])),
    handle: (handler) => bus.addMethodHandler((message: Message) => answer(bus, message, handler)),
    onSignal(listener) {
      const take = (message: Message): void => {
        if ((message.type as number) === signalType) listener(message)
      }
      bus.on('message', take)
      return () => void bus.off('message', take)
    },
    match: async (rule) => void (await call({ ...busTarget, member: 'AddMatch', signature: 's', body: [rule] })),
    unmatch: async (rule) => void (await call({ ...busTarget, member: 'RemoveMatch', signature: 's', body: [rule] })),
    async requestName(name) {
      const [reply] = await call({ ...busTarget, member: 'RequestName', signature: 'su', body: [name, 4] })
      if (reply !== primaryOwner) throw new DbusFailure('org.freedesktop.DBus.Error.AddressInUse', name)
    },
    close: () => hangUp(bus),
  }
}

const disconnected = (): DbusFailure =>
  new DbusFailure('org.freedesktop.DBus.Error.Disconnected', 'The connection to the bus is gone')

const answer = (bus: Bus, message: Message, handler: (call: DbusCall) => Promise<DbusAnswer> | undefined): boolean => {
  if ((message.type as number) !== methodCall) return false
  const answered = handler(message)
  if (answered === undefined) return false
  answered.then(
    ({ signature, body }) => send(bus, () => dbus.Message.newMethodReturn(message, signature, [...body])),
    (error: unknown) => send(bus, () => errorOf(message, failureOf(error))),
  )
  return true
}

// The declaration of `newError` asks for a text where the library takes the message.
const errorOf = (message: Message, { type, text }: DbusFailure): Message =>
  dbus.Message.newError(message as unknown as string, type, text)

/** A connection that is closing takes nothing more, and whoever waits for it learns that from the bus. */
const send = (bus: Bus, message: () => Message): void => {
  if (streamOf(bus).writable) bus.send(message())
}

const hangUp = (bus: Bus): Promise<void> =>
  new Promise((resolve) => {
    const stream = streamOf(bus)
    if (stream.destroyed) resolve()
    else stream.once('close', () => resolve())
    bus.disconnect()
  })

const streamOf = (bus: Bus): Duplex =>
  (bus as unknown as { readonly _connection: { readonly stream: Duplex } })._connection.stream

const failureOf = (error: unknown): DbusFailure => {
  if (error instanceof DbusFailure) return error
  if (error instanceof dbus.DBusError) return new DbusFailure(error.type, error.text)
  return new DbusFailure('org.freedesktop.DBus.Error.Failed', textOf(error))
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
