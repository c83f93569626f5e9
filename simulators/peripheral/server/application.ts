import { DbusFailure } from '../../dbus/dbus-failure.js'
import { type DbusInterface, type DbusMethod, ObjectTree } from '../../dbus/object-tree.js'
import { bytesVariant, flagVariant, pathVariant, textsVariant, textVariant, unwrapped } from '../../dbus/variant.js'
import { AttError, type GattCharacteristic, longUuid, type Peripheral } from '../peripheral.js'

/** A peripheral's services as the objects that BlueZ asks of a GATT application. */
export interface GattApplication {
  readonly tree: ObjectTree
  /** The UUIDs of the characteristics that a central listens to now. */
  listenedTo(): readonly string[]
  close(): void
}

const serviceName = 'org.bluez.GattService1'
const characteristicName = 'org.bluez.GattCharacteristic1'

/** `root` is the path of its object manager. */
export const createApplication = (peripheral: Peripheral, root: string): GattApplication => {
  const tree = new ObjectTree()
  const subscriptions = new Map<GattCharacteristic, () => void>()
  for (const [place, service] of peripheral.services.entries()) {
    const path = `${root}/service${place}`
    const properties = { UUID: textVariant(longUuid(service.uuid)), Primary: flagVariant(true) }
    tree.add(path, { [serviceName]: { properties } })
    for (const [index, characteristic] of service.characteristics.entries()) {
      const at = { tree, path: `${path}/char${index}`, service: path, subscriptions }
      tree.add(at.path, { [characteristicName]: characteristicInterface(characteristic, at) })
    }
  }
  return {
    tree,
    listenedTo: () => [...subscriptions.keys()].map(({ uuid }) => uuid),
    close() {
      for (const end of subscriptions.values()) end()
      subscriptions.clear()
    },
  }
}

interface Place {
  readonly tree: ObjectTree
  readonly path: string
  readonly service: string
  readonly subscriptions: Map<GattCharacteristic, () => void>
}

const characteristicInterface = (characteristic: GattCharacteristic, place: Place): DbusInterface => ({
  properties: {
    UUID: textVariant(longUuid(characteristic.uuid)),
    Service: pathVariant(place.service),
    Flags: textsVariant(characteristic.flags),
  },
  methods: {
    ReadValue: { in: 'a{sv}', out: 'ay', call: ([options]) => readValue(characteristic, options) },
    WriteValue: { in: 'aya{sv}', out: '', call: ([value]) => writeValue(characteristic, value) },
    ...(characteristic.subscribe === undefined ? {} : notifyMethods(characteristic, characteristic.subscribe, place)),
  },
})

/** A long value is asked for piece by piece. */
const readValue = async ({ read }: GattCharacteristic, options: unknown): Promise<[Buffer]> => {
  if (read === undefined) throw bluezError('NotPermitted', 'Read not permitted')
  const { offset = 0 } = unwrapped(options)
  const value = await Promise.resolve().then(read).catch(refuse)
  if (typeof offset !== 'number' || offset > value.length) throw bluezError('InvalidOffset', 'Invalid offset')
  return [Buffer.from(value.subarray(offset))]
}

const writeValue = async ({ write }: GattCharacteristic, value: unknown): Promise<[]> => {
  if (write === undefined) throw bluezError('NotPermitted', 'Write not permitted')
  if (!(value instanceof Uint8Array)) throw bluezError('InvalidValueLength', 'Not octets')
  await Promise.resolve()
    .then(() => write(value))
    .catch(refuse)
  return []
}

/** One session for all centrals: BlueZ starts it with the first and stops it with the last. */
const notifyMethods = (
  characteristic: GattCharacteristic,
  subscribe: NonNullable<GattCharacteristic['subscribe']>,
  { tree, path, subscriptions }: Place,
): Record<string, DbusMethod> => ({
  StartNotify: {
    in: '',
    out: '',
    call() {
      if (subscriptions.has(characteristic)) return []
      const tell = (value: Uint8Array): void => tree.change(path, characteristicName, { Value: bytesVariant(value) })
      subscriptions.set(characteristic, subscribe(tell))
      return []
    },
  },
  StopNotify: {
    in: '',
    out: '',
    call() {
      subscriptions.get(characteristic)?.()
      subscriptions.delete(characteristic)
      return []
    },
  },
  Confirm: { in: '', out: '', call: () => [] },
})

/** BlueZ reads the code of an ATT error from the text. */
const refuse = (error: unknown): never => {
  if (error instanceof AttError) throw bluezError('Failed', `0x${error.code.toString(16).padStart(2, '0')}`)
  throw error
}

const bluezError = (name: string, text: string): DbusFailure => new DbusFailure(`org.bluez.Error.${name}`, text)
