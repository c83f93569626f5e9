import type { DbusConnection } from '../dbus/connection.js'
import { DbusFailure } from '../dbus/dbus-failure.js'
import { unwrapped } from '../dbus/variant.js'
import {
  AttError,
  type Broadcast,
  type GattCharacteristic,
  type GattFlag,
  type GattService,
  shortUuid,
} from '../peripheral/peripheral.js'
import { names } from './daemon-parts.js'
import { failures } from './failures.js'

/** What a program registered: where its objects are. */
export interface Registration {
  readonly connection: DbusConnection
  readonly sender: string
  readonly path: string
}

/** The services of a registered application, which the program answers for, and how to let go of them. */
export interface RegisteredServices {
  readonly services: readonly GattService[]
  end(): Promise<void>
}

/** Asks a program for its objects. Throws a `DbusFailure` as BlueZ does when there are none. */
export const readApplication = async (registration: Registration): Promise<RegisteredServices> => {
  const { connection, sender, path } = registration
  const [objects] = await connection.call({
    destination: sender,
    path,
    interface: 'org.freedesktop.DBus.ObjectManager',
    member: 'GetManagedObjects',
  })
  const found = Object.entries(objects ?? {}).map(([at, interfaces]) => ({ at, interfaces: unwrapped(interfaces) }))
  const listeners = new Map<string, Set<(value: Uint8Array) => void>>()
  const services = found.flatMap(({ at, interfaces: { [names.service]: service } }) => {
    if (service === undefined) return []
    const uuid = shortUuid(String(unwrapped(service).UUID))
    const characteristics = found.flatMap(({ at: own, interfaces: { [names.characteristic]: each } }) => {
      const properties = unwrapped(each)
      return properties.Service === at ? [remote({ ...registration, path: own }, { properties, listeners })] : []
    })
    return [{ uuid, characteristics }]
  })
  if (services.length === 0) throw failures.failed('No object received')
  return { services, end: await follow(registration, listeners) }
}

type Listeners = Map<string, Set<(value: Uint8Array) => void>>

/** Tells the values that the program's characteristics change to. */
const follow = async ({ connection, sender }: Registration, listeners: Listeners): Promise<() => Promise<void>> => {
  const rule = `type='signal',sender='${sender}',member='PropertiesChanged',arg0='${names.characteristic}'`
  const stop = connection.onSignal((signal) => {
    if (signal.sender !== sender || signal.member !== 'PropertiesChanged') return
    const value = unwrapped(signal.body[1]).Value
    if (!(value instanceof Uint8Array)) return
    for (const listener of listeners.get(signal.path) ?? []) listener(value)
  })
  await connection.match(rule)
  return async () => {
    stop()
    await connection.unmatch(rule).catch(() => {})
  }
}

interface RemoteParts {
  readonly properties: Readonly<Record<string, unknown>>
  readonly listeners: Listeners
}

const remote = (at: Registration, { properties, listeners }: RemoteParts): GattCharacteristic => {
  const flags = (Array.isArray(properties.Flags) ? properties.Flags : []) as readonly GattFlag[]
  const can = (...any: readonly GattFlag[]): boolean => any.some((flag) => flags.includes(flag))
  return {
    uuid: shortUuid(String(properties.UUID)),
    flags,
    ...(can('read') ? { read: async () => asBytes(await ask(at, 'ReadValue', ['a{sv}', [{}]])) } : {}),
    ...(can('write', 'write-without-response')
      ? { write: async (value) => void (await ask(at, 'WriteValue', ['aya{sv}', [Buffer.from(value), {}]])) }
      : {}),
    ...(can('notify', 'indicate') ? { subscribe: (listener) => subscribe(at, listener, listeners) } : {}),
  }
}

/** The program is told of the first listener and of the last. */
const subscribe = (at: Registration, listener: (value: Uint8Array) => void, listeners: Listeners): (() => void) => {
  const all = listeners.get(at.path) ?? new Set()
  listeners.set(at.path, all)
  if (all.size === 0) void ask(at, 'StartNotify', ['', []]).catch(() => {})
  all.add(listener)
  return () => {
    if (all.delete(listener) && all.size === 0) void ask(at, 'StopNotify', ['', []]).catch(() => {})
  }
}

const ask = async (
  { connection, sender, path }: Registration,
  member: string,
  [signature, body]: readonly [signature: string, body: readonly unknown[]],
): Promise<unknown> => {
  const target = { destination: sender, path, interface: names.characteristic, member, signature, body }
  const [answer] = await connection.call(target).catch((error: unknown) => {
    throw attErrorOf(error)
  })
  return answer
}

const asBytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array())

/** The ATT error that BlueZ makes of a program's answer (src/gatt-database.c). */
const attErrorOf = (error: unknown): AttError => {
  if (!(error instanceof DbusFailure)) return new AttError(unlikely)
  if (error.type === 'org.bluez.Error.Failed') return new AttError(Number.parseInt(error.text, 16) || unlikely)
  return new AttError(codes[error.type.slice('org.bluez.Error.'.length)] ?? unlikely)
}

const unlikely = 0x0e
const codes: Readonly<Record<string, number>> = {
  InProgress: 0xfe,
  InvalidOffset: 0x07,
  InvalidValueLength: 0x0d,
  NotAuthorized: 0x08,
  NotPermitted: 0x03,
  NotSupported: 0x06,
}

/** Asks a program for the properties of its advertisement. */
export const readAdvertisement = async ({ connection, sender, path }: Registration): Promise<Broadcast> => {
  const [properties] = await connection.call({
    destination: sender,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'GetAll',
    signature: 's',
    body: [names.advertisement],
  })
  return broadcastOf(unwrapped(properties))
}

/** What an advertisement's properties say; `last` is what it said before. */
export const broadcastOf = (given: Readonly<Record<string, unknown>>, last?: Broadcast): Broadcast => {
  const { ServiceUUIDs: uuids, LocalName: name, Appearance: appearance, ManufacturerData: data } = given
  return {
    services: Array.isArray(uuids) ? uuids.map((uuid) => shortUuid(String(uuid))) : (last?.services ?? []),
    name: typeof name === 'string' ? name : last?.name,
    appearance: typeof appearance === 'number' ? appearance : last?.appearance,
    manufacturerData:
      data === undefined
        ? last?.manufacturerData
        : new Map(Object.entries(unwrapped(data)).map(([company, bytes]) => [Number(company), asBytes(bytes)])),
  }
}
