import type { DbusMethod } from '../dbus/object-tree.js'
import { flagVariant, textsVariant, textVariant, type Variant, variant } from '../dbus/variant.js'
import type { AirDevice } from './air-device.js'
import { type DaemonParts, names, type StoredDevice } from './daemon-parts.js'
import { DeviceObject } from './device-object.js'
import { type DiscoveryFilter, filterNames, lets, parseFilter } from './discovery-filter.js'
import { failures } from './failures.js'
import { createPeripheralRole, type PeripheralRole } from './peripheral-role.js'

/** An adapter as hardware: plugged in, powered, blocked or not. It outlives the daemon. */
export interface AdapterHardware {
  readonly name: string
  readonly address: string
  /** Whether it can advertise and serve. */
  readonly canServe: boolean
  isPowered: boolean
  isBlocked: boolean
  isPlugged: boolean
}

/** An adapter as bluetoothd shows it: power, discovery by program, the devices that it knows. */
export class AdapterObject {
  readonly path: string
  readonly #hardware: AdapterHardware
  readonly #parts: DaemonParts
  readonly #devices = new Map<string, DeviceObject>()
  readonly #filters = new Map<string, DiscoveryFilter>()
  readonly #sessions = new Set<string>()
  readonly #stopListening: () => void
  readonly #role: PeripheralRole

  constructor(hardware: AdapterHardware, parts: DaemonParts) {
    this.#hardware = hardware
    this.#parts = parts
    this.path = `/org/bluez/${hardware.name}`
    this.#role = createPeripheralRole(hardware.address, parts)
    this.#stopListening = parts.air.listen((device) => this.#heard(device))
  }

  get address(): string {
    return this.#hardware.address
  }

  /** Adds the object, and what is stored of its devices. */
  export(): void {
    const adapter = {
      properties: this.#properties(),
      methods: this.#methods(),
      setters: {
        Powered: (value: unknown) => this.setPowered(value === true),
        Alias: (value: unknown) => this.#change({ Alias: textVariant(String(value)) }),
        Discoverable: (value: unknown) => this.#change({ Discoverable: flagVariant(value === true) }),
        Pairable: (value: unknown) => this.#change({ Pairable: flagVariant(value === true) }),
      },
    }
    this.#parts.tree.add(this.path, {
      [names.adapter]: adapter,
      ...(this.#hardware.canServe ? this.#role.interfaces : {}),
    })
    for (const [key, stored] of this.#parts.storage) {
      if (key.startsWith(`${this.address}/`)) this.#addDevice(stored).export()
    }
  }

  /** Programs that discover. */
  get sessions(): number {
    return this.#sessions.size
  }

  devices(): readonly DeviceObject[] {
    return [...this.#devices.values()]
  }

  setPowered(isOn: boolean): void {
    if (isOn && this.#hardware.isBlocked) throw failures.blocked()
    this.#hardware.isPowered = isOn
    this.#role.enable(isOn)
    if (!isOn) {
      this.#endDiscovery()
      for (const device of this.devices()) device.end('local')
    }
    this.#change({ Powered: flagVariant(isOn), PowerState: this.#powerState() })
  }

  /** By rfkill, which switches off what it blocks. */
  setBlocked(isBlocked: boolean): void {
    this.#hardware.isBlocked = isBlocked
    if (isBlocked && this.#hardware.isPowered) this.setPowered(false)
    else this.#change({ PowerState: this.#powerState() })
  }

  /** Forgets a device, if it is known. */
  removeDevice(address: string): void {
    this.#devices.get(address)?.remove()
  }

  /** A program left the bus: its discovery and its notifications end. */
  leave(sender: string): void {
    this.#role.leave(sender)
    this.#filters.delete(sender)
    if (this.#sessions.delete(sender) && this.#sessions.size === 0) this.#endDiscovery()
    for (const device of this.devices()) device.leave(sender)
  }

  /** It was pulled out: its objects vanish, and nothing is said of links. */
  remove(): void {
    this.abandon()
    this.#parts.tree.remove(this.path)
  }

  /** Lets go of everything without a word. */
  abandon(): void {
    this.#stopListening()
    this.#role.close()
    for (const device of this.devices()) device.abandon()
    this.#devices.clear()
  }

  #properties(): Record<string, Variant> {
    const { name, address, isPowered } = this.#hardware
    return {
      Address: textVariant(address),
      AddressType: textVariant('public'),
      Name: textVariant(`simulated ${name}`),
      Alias: textVariant(`simulated ${name}`),
      Class: variant('u', 0),
      Powered: flagVariant(isPowered),
      PowerState: this.#powerState(),
      Discoverable: flagVariant(false),
      DiscoverableTimeout: variant('u', 180),
      Pairable: flagVariant(false),
      PairableTimeout: variant('u', 0),
      Discovering: flagVariant(false),
      UUIDs: textsVariant([]),
      Modalias: textVariant('usb:v1D6Bp0246d0542'),
      Roles: textsVariant(['central', 'peripheral']),
    }
  }

  #powerState(): Variant {
    if (this.#hardware.isBlocked) return textVariant('off-blocked')
    return textVariant(this.#hardware.isPowered ? 'on' : 'off')
  }

  #methods(): Record<string, DbusMethod> {
    const done = (call: DbusMethod['call'], taken = ''): DbusMethod => ({ in: taken, out: '', call })
    return {
      StartDiscovery: done((_, sender) => this.#startDiscovery(sender)),
      StopDiscovery: done((_, sender) => this.#stopDiscovery(sender)),
      SetDiscoveryFilter: done(([filter], sender) => this.#setFilter(sender, filter), 'a{sv}'),
      GetDiscoveryFilters: { in: '', out: 'as', call: () => [filterNames] },
      RemoveDevice: done(([path]) => this.#removeDevice(path), 'o'),
    }
  }

  #startDiscovery(sender: string): [] {
    if (!this.#hardware.isPowered) throw failures.notReady()
    if (this.#sessions.has(sender)) throw failures.inProgress()
    this.#sessions.add(sender)
    if (this.#sessions.size === 1) this.#change({ Discovering: flagVariant(true) })
    return []
  }

  #stopDiscovery(sender: string): [] {
    if (!this.#hardware.isPowered) throw failures.notReady()
    if (!this.#sessions.delete(sender)) throw failures.failed('No discovery started')
    this.#filters.delete(sender)
    if (this.#sessions.size === 0) this.#endDiscovery()
    return []
  }

  #setFilter(sender: string, argument: unknown): [] {
    const filter = parseFilter(argument)
    if (filter === undefined) this.#filters.delete(sender)
    else this.#filters.set(sender, filter)
    return []
  }

  #removeDevice(path: unknown): [] {
    const device = this.devices().find((each) => each.path === path)
    if (device === undefined) throw failures.doesNotExist()
    device.remove()
    return []
  }

  #endDiscovery(): void {
    this.#sessions.clear()
    this.#change({ Discovering: flagVariant(false) })
    for (const device of this.devices()) device.endDiscovery()
  }

  #heard(device: AirDevice): void {
    if (!this.#hardware.isPowered || device.servedBy === this.address) return
    this.#devices.get(device.address)?.heard(device)
    if (this.#sessions.size > 0) this.#discovered(device)
  }

  /** Filters of all programs are one: what any of them wants, all of them are told. */
  #discovered(device: AirDevice): void {
    const rssi = device.rssi()
    const filters = [...this.#sessions].map((sender) => this.#filters.get(sender))
    const wanting = filters.filter((filter) => lets(filter, device, rssi))
    if (wanting.length === 0 || !device.isHeard()) return
    const known = this.#devices.get(device.address)
    const isEach = wanting.some((filter) => filter?.duplicateData === true)
    if (known !== undefined) known.report(device, { rssi, isEach })
    else this.#addDevice(strangerOf(device)).export({ device, rssi })
  }

  #addDevice(stored: StoredDevice): DeviceObject {
    const place = {
      adapter: this.address,
      adapterPath: this.path,
      isPowered: () => this.#hardware.isPowered,
      onRemoved: () => void this.#devices.delete(stored.address),
    }
    const device = new DeviceObject(stored, place, this.#parts)
    this.#devices.set(stored.address, device)
    return device
  }

  #change(changes: Readonly<Record<string, Variant>>): void {
    this.#parts.tree.change(this.path, names.adapter, changes)
  }
}

const strangerOf = ({ address, addressType, peripheral }: AirDevice): StoredDevice => ({
  address,
  addressType,
  name: peripheral.broadcast().name,
  isTrusted: false,
  isPaired: false,
})
