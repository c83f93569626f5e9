import type { DbusMethod, ObjectTree } from '../dbus/object-tree.js'
import { bytesVariant, flagVariant, pathVariant, textsVariant, textVariant, variant } from '../dbus/variant.js'
import { type GattCharacteristic, type GattService, longUuid } from '../peripheral/peripheral.js'
import { names } from './daemon-parts.js'
import { attFailure, failures } from './failures.js'

/** What the characteristics of a device need of its link. */
export interface GattLink {
  /** Runs a request to the device; rejects when there is no link, or it ends meanwhile. */
  request<T>(task: () => T | Promise<T>): Promise<T>
  readonly isResolved: () => boolean
  enable(characteristic: GattCharacteristic): void
  disable(characteristic: GattCharacteristic): void
}

/** The services of a device as objects, from its first link until it is forgotten. */
export interface GattObjects {
  /** Enables again what programs still listen to. */
  resume(): void
  /** A notified value. */
  tell(characteristic: GattCharacteristic, value: Uint8Array): void
  /** A program is gone. */
  leave(sender: string): void
  /** Notification sessions of all programs. */
  sessions(): number
}

interface Place {
  readonly tree: ObjectTree
  /** The device's. */
  readonly path: string
  readonly link: GattLink
}

interface Exported {
  readonly path: string
  readonly characteristic: GattCharacteristic
  readonly listeners: Set<string>
}

// The two services of every device, which BlueZ keeps to itself, have the handles before.
const firstHandle = 0x000a
const mtu = 517

/** Adds objects for services, with paths by their handles as BlueZ gives them. */
export const exportServices = (services: readonly GattService[], place: Place): GattObjects => {
  const exported: Exported[] = []
  let handle = firstHandle
  for (const service of services) {
    const path = `${place.path}/service${hex(handle++)}`
    place.tree.add(path, { [names.service]: { properties: serviceProperties(service, place.path) } })
    for (const characteristic of service.characteristics) {
      const one = { path: `${path}/char${hex(handle)}`, characteristic, listeners: new Set<string>() }
      exportCharacteristic(one, path, place)
      exported.push(one)
      handle += 2
      if (isNotifying(characteristic)) exportDescriptor(place.tree, one.path, hex(handle++))
    }
  }
  return gattObjects(exported, place)
}

const hex = (handle: number): string => handle.toString(16).padStart(4, '0')

const isNotifying = ({ flags }: GattCharacteristic): boolean => flags.includes('notify') || flags.includes('indicate')

const gattObjects = (exported: readonly Exported[], { tree, link }: Place): GattObjects => ({
  resume() {
    for (const { characteristic, listeners } of exported) if (listeners.size > 0) link.enable(characteristic)
  },
  tell(characteristic, value) {
    const one = exported.find((each) => each.characteristic === characteristic)
    if (one !== undefined) tree.change(one.path, names.characteristic, { Value: bytesVariant(value) })
  },
  leave(sender) {
    for (const one of exported) if (one.listeners.has(sender)) stopNotify(one, sender, { tree, link })
  },
  sessions: () => exported.reduce((sum, { listeners }) => sum + listeners.size, 0),
})

const serviceProperties = ({ uuid }: GattService, device: string) => ({
  UUID: textVariant(longUuid(uuid)),
  Device: pathVariant(device),
  Primary: flagVariant(true),
  Includes: variant('ao', []),
})

const exportCharacteristic = (one: Exported, service: string, place: Place): void => {
  const { characteristic, path } = one
  place.tree.add(path, {
    [names.characteristic]: {
      properties: {
        UUID: textVariant(longUuid(characteristic.uuid)),
        Service: pathVariant(service),
        Flags: textsVariant(characteristic.flags),
        MTU: variant('q', mtu),
        ...(isNotifying(characteristic) ? { Notifying: flagVariant(false) } : {}),
      },
      methods: characteristicMethods(one, place),
    },
  })
}

const exportDescriptor = (tree: ObjectTree, characteristic: string, handle: string): void =>
  tree.add(`${characteristic}/desc${handle}`, {
    [names.descriptor]: {
      properties: { UUID: textVariant(longUuid('2902')), Characteristic: pathVariant(characteristic) },
    },
  })

const characteristicMethods = (one: Exported, place: Pick<Place, 'tree' | 'link'>): Record<string, DbusMethod> => ({
  ReadValue: { in: 'a{sv}', out: 'ay', call: async () => [Buffer.from(await read(one, place))] },
  WriteValue: { in: 'aya{sv}', out: '', call: ([value]) => write(one, value, place) },
  StartNotify: { in: '', out: '', call: (_, sender) => startNotify(one, sender, place) },
  StopNotify: {
    in: '',
    out: '',
    call(_, sender) {
      if (!one.listeners.has(sender)) throw failures.failed('No notify session started')
      stopNotify(one, sender, place)
      return []
    },
  },
})

/** BlueZ tells what it has read as a change of the value, equal or not. */
const read = async ({ characteristic, path }: Exported, { tree, link }: Pick<Place, 'tree' | 'link'>) => {
  if (!link.isResolved()) throw failures.failed('Not connected')
  const { read: readValue } = characteristic
  if (readValue === undefined) throw failures.notPermitted('Read not permitted')
  const value = await link.request(readValue).catch((error: unknown) => {
    throw attFailure(error)
  })
  tree.change(path, names.characteristic, { Value: bytesVariant(value) })
  return value
}

const write = async ({ characteristic }: Exported, value: unknown, { link }: Pick<Place, 'link'>): Promise<[]> => {
  if (!link.isResolved()) throw failures.failed('Not connected')
  const { write: writeValue } = characteristic
  if (writeValue === undefined) throw failures.notPermitted('Write not permitted')
  if (!(value instanceof Uint8Array)) throw failures.invalidArguments()
  await link
    .request(() => writeValue(value))
    .catch((error: unknown) => {
      throw attFailure(error)
    })
  return []
}

const startNotify = async (
  one: Exported,
  sender: string,
  { tree, link }: Pick<Place, 'tree' | 'link'>,
): Promise<[]> => {
  if (!isNotifying(one.characteristic)) throw failures.notSupported()
  if (one.listeners.has(sender)) return []
  one.listeners.add(sender)
  // Without a link it counts from the next one on.
  if (link.isResolved()) {
    await link
      .request(() => link.enable(one.characteristic))
      .catch((error: unknown) => {
        one.listeners.delete(sender)
        throw attFailure(error)
      })
  }
  if (one.listeners.size === 1) tree.change(one.path, names.characteristic, { Notifying: flagVariant(true) })
  return []
}

const stopNotify = (one: Exported, sender: string, { tree, link }: Pick<Place, 'tree' | 'link'>): void => {
  one.listeners.delete(sender)
  if (one.listeners.size > 0) return
  link.disable(one.characteristic)
  tree.change(one.path, names.characteristic, { Notifying: flagVariant(false) })
}
