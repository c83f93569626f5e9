import { parseGattUuid } from '../../radio/gatt-uuid.js'
import type { BluetoothAddress, GattUuid } from '../../radio/radio.js'
import { type PropertyReader, readVariant } from './property-reader.js'

/** An `org.bluez.Adapter1`. */
export interface AdapterRecord {
  readonly address: BluetoothAddress | undefined
  readonly powered: boolean
  readonly discovering: boolean
  /** Experimental before BlueZ 5.70, and then absent. */
  readonly powerState: string | undefined
}

/** An `org.bluez.Device1`. */
export interface DeviceRecord {
  readonly address: BluetoothAddress | undefined
  readonly addressType: 'public' | 'random'
  readonly adapterPath: string | undefined
  readonly name: string | undefined
  readonly services: readonly GattUuid[]
  readonly rssi: number | undefined
  readonly connected: boolean
  readonly servicesResolved: boolean
  readonly paired: boolean
}

/** An `org.bluez.GattService1`. */
export interface ServiceRecord {
  readonly uuid: GattUuid | undefined
}

/** An `org.bluez.GattCharacteristic1`. */
export interface CharacteristicRecord {
  readonly uuid: GattUuid | undefined
  readonly servicePath: string | undefined
  readonly flags: readonly string[]
  readonly notifying: boolean
}

/** What one advertisement, or what BlueZ has gathered of it, carries. */
export interface AdvertisedData {
  readonly manufacturerData: ReadonlyMap<number, Uint8Array>
  readonly serviceData: ReadonlyMap<GattUuid, Uint8Array>
}

const address = /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/

const readAddress = (from: PropertyReader, before: BluetoothAddress | undefined): BluetoothAddress | undefined => {
  const told = from.read('text', 'Address', before)?.toUpperCase()
  return told !== undefined && address.test(told) ? told : before
}

const readUuid = (from: PropertyReader, before: GattUuid | undefined): GattUuid | undefined =>
  parseGattUuid(from.read('text', 'UUID', before) ?? '') ?? before

export const readAdapter = (from: PropertyReader, before?: AdapterRecord): AdapterRecord => ({
  address: readAddress(from, before?.address),
  powered: from.read('flag', 'Powered', before?.powered) ?? false,
  discovering: from.read('flag', 'Discovering', before?.discovering) ?? false,
  powerState: from.read('text', 'PowerState', before?.powerState),
})

export const readDevice = (from: PropertyReader, before?: DeviceRecord): DeviceRecord => ({
  address: readAddress(from, before?.address),
  addressType: from.read('text', 'AddressType', before?.addressType) === 'random' ? 'random' : 'public',
  adapterPath: from.read('text', 'Adapter', before?.adapterPath),
  name: from.read('text', 'Name', before?.name),
  services: (from.read('names', 'UUIDs', before?.services) ?? []).flatMap((uuid) => parseGattUuid(uuid) ?? []),
  rssi: from.read('number', 'RSSI', before?.rssi),
  connected: from.read('flag', 'Connected', before?.connected) ?? false,
  servicesResolved: from.read('flag', 'ServicesResolved', before?.servicesResolved) ?? false,
  paired: from.read('flag', 'Paired', before?.paired) ?? false,
})

export const readService = (from: PropertyReader, before?: ServiceRecord): ServiceRecord => ({
  uuid: readUuid(from, before?.uuid),
})

export const readCharacteristic = (from: PropertyReader, before?: CharacteristicRecord): CharacteristicRecord => ({
  uuid: readUuid(from, before?.uuid),
  servicePath: from.read('text', 'Service', before?.servicePath),
  flags: from.read('names', 'Flags', before?.flags) ?? [],
  notifying: from.read('flag', 'Notifying', before?.notifying) ?? false,
})

/** Undefined when these properties are not told because the device was heard. */
export function readAdvertised(from: PropertyReader): AdvertisedData | undefined {
  if (!['RSSI', 'ManufacturerData', 'ServiceData'].some((name) => from.has(name))) return undefined
  return {
    manufacturerData: readBytesBy(from.read('table', 'ManufacturerData'), companyOf),
    serviceData: readBytesBy(from.read('table', 'ServiceData'), parseGattUuid),
  }
}

const companyOf = (key: string): number | undefined => (/^\d{1,5}$/.test(key) ? Number(key) : undefined)

function readBytesBy<K>(
  table: ReadonlyMap<string, unknown> | undefined,
  keyOf: (text: string) => K | undefined,
): ReadonlyMap<K, Uint8Array> {
  const found = new Map<K, Uint8Array>()
  for (const [text, held] of table ?? []) {
    const [key, bytes] = [keyOf(text), readVariant('bytes', held)]
    if (key !== undefined && bytes !== undefined) found.set(key, bytes)
  }
  return found
}
