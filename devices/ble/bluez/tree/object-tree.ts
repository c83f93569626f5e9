import { textOf } from '../bus/text-of.js'
import type { Tally } from '../tally.js'
import { PropertyReader, tableOf } from './property-reader.js'
import {
  type AdapterRecord,
  type CharacteristicRecord,
  type DeviceRecord,
  readAdapter,
  readCharacteristic,
  readDevice,
  readService,
  type ServiceRecord,
} from './records.js'

/** Hears what became of adapters and devices; undefined when they are gone. Called once the tree says the same. */
export interface TreeObserver {
  adapter(path: string, now: AdapterRecord | undefined): void
  /** `told` is what this was told by, when it was told just now and not in a list of everything. */
  device(path: string, now: DeviceRecord | undefined, told: PropertyReader | undefined): void
  value(path: string, bytes: Uint8Array): void
  notifying(path: string): void
}

interface BluezObject {
  readonly adapter?: AdapterRecord
  readonly device?: DeviceRecord
  readonly service?: ServiceRecord
  readonly characteristic?: CharacteristicRecord
}

export const interfaces = {
  adapter: 'org.bluez.Adapter1',
  device: 'org.bluez.Device1',
  service: 'org.bluez.GattService1',
  characteristic: 'org.bluez.GattCharacteristic1',
} as const

type Part = keyof typeof interfaces

const parts = new Map<string, Part>([
  [interfaces.adapter, 'adapter'],
  [interfaces.device, 'device'],
  [interfaces.service, 'service'],
  [interfaces.characteristic, 'characteristic'],
])

/** The objects of BlueZ by path, as its signals tell of them. Adapters and devices, their services and characteristics. */
export class ObjectTree {
  readonly #objects = new Map<string, BluezObject>()
  readonly #observer: TreeObserver
  readonly #tally: Tally

  constructor(observer: TreeObserver, tally: Tally) {
    this.#observer = observer
    this.#tally = tally
  }

  adapter(path: string): AdapterRecord | undefined {
    return this.#objects.get(path)?.adapter
  }

  device(path: string): DeviceRecord | undefined {
    return this.#objects.get(path)?.device
  }

  service(path: string): ServiceRecord | undefined {
    return this.#objects.get(path)?.service
  }

  characteristic(path: string): CharacteristicRecord | undefined {
    return this.#objects.get(path)?.characteristic
  }

  /** Paths of the characteristics below a device, in the order of their handles, which are hexadecimal of fixed width. */
  characteristicsOf(device: string): readonly string[] {
    return this.#below(device).filter((path) => this.characteristic(path) !== undefined)
  }

  /** Takes a list of everything: what is not in it is gone. `listed` is of `GetManagedObjects`. */
  replace(listed: unknown): void {
    const objects = tableOf(listed)
    for (const path of [...this.#objects.keys()].sort().reverse()) if (!objects.has(path)) this.#drop(path)
    for (const [path, held] of [...objects].sort(([a], [b]) => (a < b ? -1 : 1))) this.#take(path, held, false)
  }

  added(path: string, held: unknown): void {
    this.#take(path, held, true)
  }

  /** Some interfaces are gone from an object. With an adapter or a device goes what is below it. */
  removed(path: string, names: unknown): void {
    const gone = Array.isArray(names) ? names : []
    const isRoot = gone.includes(interfaces.adapter) || gone.includes(interfaces.device)
    if (isRoot) for (const below of [...this.#below(path)].reverse()) this.#drop(below)
    if (gone.some((name) => parts.has(name))) this.#drop(path)
  }

  changed(path: string, [name, values, invalidated]: readonly unknown[]): void {
    const part = parts.get(textOf(name))
    const object = this.#objects.get(path)
    if (part === undefined || object?.[part] === undefined) return
    const told = this.#reader(values, invalidated)
    this.#put(path, part, told, object, told)
    if (part === 'characteristic') this.#tellValue(path, told)
  }

  clear(): void {
    this.replace({})
  }

  #tellValue(path: string, told: PropertyReader): void {
    if (told.read('flag', 'Notifying') === true) this.#observer.notifying(path)
    const bytes = told.read('bytes', 'Value')
    if (bytes !== undefined) this.#observer.value(path, bytes)
  }

  #take(path: string, held: unknown, isNews: boolean): void {
    for (const [name, values] of tableOf(held)) {
      const part = parts.get(name)
      const reader = this.#reader(values, [])
      if (part !== undefined) this.#put(path, part, reader, {}, isNews ? reader : undefined)
    }
  }

  #put(path: string, part: Part, from: PropertyReader, before: BluezObject, told: PropertyReader | undefined): void {
    const now = { ...this.#objects.get(path), ...readPart(part, from, before) }
    if (!this.#objects.has(path)) this.#tally.count('objects')
    this.#objects.set(path, now)
    if (part === 'adapter') this.#observer.adapter(path, now.adapter)
    if (part === 'device') this.#observer.device(path, now.device, told)
  }

  #drop(path: string): void {
    const object = this.#objects.get(path)
    if (!this.#objects.delete(path)) return
    this.#tally.count('objects', -1)
    if (object?.device !== undefined) this.#observer.device(path, undefined, undefined)
    if (object?.adapter !== undefined) this.#observer.adapter(path, undefined)
  }

  #below(path: string): readonly string[] {
    return [...this.#objects.keys()].filter((each) => each.startsWith(`${path}/`)).sort()
  }

  #reader(values: unknown, invalidated: unknown): PropertyReader {
    return new PropertyReader(values, invalidated, () => this.#tally.count('propertiesRefused'))
  }
}

function readPart(part: Part, from: PropertyReader, before: BluezObject): BluezObject {
  if (part === 'adapter') return { adapter: readAdapter(from, before.adapter) }
  if (part === 'device') return { device: readDevice(from, before.device) }
  if (part === 'service') return { service: readService(from, before.service) }
  return { characteristic: readCharacteristic(from, before.characteristic) }
}
