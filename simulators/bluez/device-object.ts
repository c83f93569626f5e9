import type { DbusMethod } from '../dbus/object-tree.js'
import { flagVariant, textsVariant, textVariant, type Variant, variant } from '../dbus/variant.js'
import { type GattCharacteristic, longUuid } from '../peripheral/peripheral.js'
import type { AirDevice, LinkEnd } from './air-device.js'
import { type DaemonParts, names, type StoredDevice } from './daemon-parts.js'
import { DeviceLink } from './device-link.js'
import { advertised, endings, identityOf, rssiOf } from './device-properties.js'
import { failures } from './failures.js'
import { exportServices, type GattObjects } from './gatt-objects.js'

/** Where a device object stands, and what its adapter answers for it. */
export interface DevicePlace {
  readonly adapter: string
  readonly adapterPath: string
  readonly isPowered: () => boolean
  /** Called when it is forgotten. */
  readonly onRemoved: () => void
}

const level = '2A19'
/** dB that a signal has to change by to be told, unless every advertisement is asked for. */
const rssiThreshold = 8

/** A device as bluetoothd knows it through one adapter: its object, its link, and how long it is remembered. */
export class DeviceObject {
  readonly address: string
  readonly path: string
  readonly #place: DevicePlace
  readonly #parts: DaemonParts
  readonly #link: DeviceLink
  #stored: StoredDevice
  #air: AirDevice | undefined
  #gatt: GattObjects | undefined
  #rssi: number | undefined
  #lastReport = Number.NEGATIVE_INFINITY
  #lastHeard: number
  #cancelForgetting: () => void = () => {}
  #cancelPairing: (() => void) | undefined
  #isRemoved = false

  constructor(stored: StoredDevice, place: DevicePlace, parts: DaemonParts) {
    this.#stored = stored
    this.#place = place
    this.#parts = parts
    this.address = stored.address
    this.path = `${place.adapterPath}/dev_${stored.address.replaceAll(':', '_')}`
    this.#lastHeard = parts.air.timers.clock()
    this.#link = new DeviceLink({
      timers: parts.air.timers,
      delays: parts.delays,
      listener: {
        connected: () => this.#connected(),
        resolved: () => this.#resolved(),
        disconnected: (reason) => this.#disconnected(reason),
        value: (characteristic, value) => this.#value(characteristic, value),
        gaveUp: () => this.#forgetWhenOld(),
      },
    })
  }

  /** Adds the object; with what was heard of it when it was. */
  export(heard?: { readonly device: AirDevice; readonly rssi: number }): void {
    this.#air = heard?.device
    this.#rssi = heard?.rssi
    if (heard !== undefined) this.#lastReport = this.#parts.air.timers.clock()
    const found = heard === undefined ? {} : advertised(heard.device.peripheral.broadcast())
    this.#parts.tree.add(this.path, {
      [names.device]: {
        properties: { ...identityOf(this.#stored, this.#place.adapterPath), ...found, ...rssiOf(heard?.rssi) },
        methods: this.#methods(),
        setters: {
          Trusted: (value) => this.#trust(value === true),
          Alias: (value) => this.#change({ Alias: textVariant(String(value)) }),
          Blocked: (value) => this.#change({ Blocked: flagVariant(value === true) }),
          WakeAllowed: (value) => this.#change({ WakeAllowed: flagVariant(value === true) }),
        },
        signals: { Disconnected: 'ss' },
      },
    })
    this.#rememberForNow()
  }

  get isConnected(): boolean {
    return this.#link.isConnected
  }

  get isListenedTo(): number {
    return this.#gatt?.sessions() ?? 0
  }

  /** An advertisement that was received, told or not. */
  heard(device: AirDevice): void {
    this.#air = device
    this.#lastHeard = this.#parts.air.timers.clock()
    this.#link.heard(device)
  }

  /** What a discovery makes of an advertisement. */
  report(device: AirDevice, { rssi, isEach }: { readonly rssi: number; readonly isEach: boolean }): void {
    const now = this.#parts.air.timers.clock()
    this.#rememberForNow()
    if (!isEach && now - this.#lastReport < this.#parts.delays.cycleMs) return
    this.#lastReport = now
    const isNews = this.#rssi === undefined || Math.abs(rssi - this.#rssi) >= (isEach ? 1 : rssiThreshold)
    const found = advertised(device.peripheral.broadcast())
    this.#change({ ...(isEach || this.#rssi === undefined ? found : {}), ...(isNews ? rssiOf(rssi) : {}) })
    if (isNews) this.#rssi = rssi
  }

  /** The discovery is over: signals are no longer known. */
  endDiscovery(): void {
    this.#lastReport = Number.NEGATIVE_INFINITY
    if (this.#rssi === undefined) return
    this.#rssi = undefined
    this.#change({ RSSI: undefined })
  }

  /** A program left the bus. */
  leave(sender: string): void {
    this.#gatt?.leave(sender)
  }

  /** Ends the link at once. */
  end(reason: LinkEnd): void {
    this.#link.end(reason)
  }

  /** Forgets it: objects, bond and link. */
  remove(): void {
    if (this.#isRemoved) return
    this.#isRemoved = true
    this.#link.end('local')
    this.#cancelForgetting()
    this.#parts.storage.delete(`${this.#place.adapter}/${this.address}`)
    this.#parts.tree.remove(this.path)
    this.#place.onRemoved()
  }

  /** Lets go of it without a word, as a daemon that dies does. */
  abandon(): void {
    this.#isRemoved = true
    this.#cancelForgetting()
    this.#link.end('local')
  }

  #methods(): Record<string, DbusMethod> {
    const method = (call: (sender: string) => Promise<void>): DbusMethod => ({
      in: '',
      out: '',
      call: async (_, sender) => {
        await call(sender)
        return []
      },
    })
    return {
      Connect: method(() => this.#connect()),
      Disconnect: method(() => this.#link.disconnect()),
      Pair: method((sender) => this.#pair(sender)),
      CancelPairing: method(async () => {
        if (this.#cancelPairing === undefined) throw failures.doesNotExist()
        this.#cancelPairing()
      }),
    }
  }

  async #connect(): Promise<void> {
    if (!this.#place.isPowered()) throw failures.notReady()
    await this.#link.connect()
  }

  async #pair(sender: string): Promise<void> {
    if (!this.#place.isPowered()) throw failures.notReady()
    if (this.#stored.isPaired) throw failures.alreadyExists()
    if (this.#cancelPairing !== undefined) throw failures.inProgress()
    const canceled = new Promise<never>((_, reject) => {
      this.#cancelPairing = () => reject(failures.authenticationCanceled())
    })
    try {
      await Promise.race([this.#agree(sender), canceled])
    } finally {
      this.#cancelPairing = undefined
    }
    this.#keep({ isPaired: true })
    this.#change({ Paired: flagVariant(true), Bonded: flagVariant(true) })
  }

  /** Connects when need be, and asks the agent. */
  async #agree(sender: string): Promise<void> {
    await this.#link.connect()
    const confirmed = this.#parts.confirm(sender, this.path)
    if (confirmed === undefined) throw failures.authenticationFailed()
    if (!(await confirmed)) throw failures.authenticationRejected()
  }

  #trust(isTrusted: boolean): void {
    this.#keep({ isTrusted })
    this.#change({ Trusted: flagVariant(isTrusted) })
  }

  #keep(change: Partial<StoredDevice>): void {
    this.#stored = { ...this.#stored, ...change }
    const key = `${this.#place.adapter}/${this.address}`
    if (this.#isPermanent()) this.#parts.storage.set(key, this.#stored)
    else this.#parts.storage.delete(key)
    this.#rememberForNow()
  }

  #isPermanent(): boolean {
    return this.#stored.isPaired || this.#stored.isTrusted
  }

  #connected(): void {
    this.#cancelForgetting()
    this.#change({ Connected: flagVariant(true) })
  }

  #resolved(): void {
    const device = this.#air
    if (device === undefined) return
    if (device.resolution === 'beforeObjects') {
      this.#tellResolved(device)
      this.#parts.air.timers.after(300, () => this.#serve(device))
    } else {
      this.#serve(device)
      this.#tellResolved(device)
    }
  }

  #tellResolved(device: AirDevice): void {
    const uuids = device.peripheral.services.map(({ uuid }) => longUuid(uuid))
    this.#change({ UUIDs: textsVariant([...new Set(uuids)]), ServicesResolved: flagVariant(true) })
  }

  #serve(device: AirDevice): void {
    if (this.#isRemoved) return
    const { services } = device.peripheral
    this.#gatt ??= exportServices(services, { tree: this.#parts.tree, path: this.path, link: this.#link })
    if (!this.#link.isResolved()) return
    this.#gatt.resume()
    const battery = services.flatMap(({ characteristics }) => characteristics).find(({ uuid }) => uuid === level)
    if (battery?.read !== undefined) void this.#readBattery(battery.read)
  }

  /** BlueZ's own battery plugin reads the level and shows it as an interface of the device. */
  async #readBattery(read: NonNullable<GattCharacteristic['read']>): Promise<void> {
    const value = await this.#link.request(read).catch(() => undefined)
    const percentage = value?.[0]
    if (percentage === undefined || !this.#link.isResolved()) return
    this.#parts.tree.add(this.path, {
      [names.battery]: { properties: { Percentage: variant('y', percentage), Source: textVariant('GATT') } },
    })
  }

  #value(characteristic: GattCharacteristic, value: Uint8Array): void {
    this.#gatt?.tell(characteristic, value)
    const [percentage] = value
    if (characteristic.uuid !== level || percentage === undefined) return
    this.#parts.tree.change(this.path, names.battery, { Percentage: variant('y', percentage) })
  }

  #disconnected(reason: LinkEnd): void {
    if (this.#isRemoved) return
    this.#parts.tree.drop(this.path, names.battery)
    this.#change({ ServicesResolved: flagVariant(false) })
    this.#change({ Connected: flagVariant(false) })
    this.#parts.connection.emit({
      path: this.path,
      interface: names.device,
      member: 'Disconnected',
      signature: 'ss',
      body: endings[reason],
    })
    this.#lastHeard = this.#parts.air.timers.clock()
    this.#rememberForNow()
  }

  /** Begins anew the time after which a temporary device is forgotten. */
  #rememberForNow(): void {
    this.#cancelForgetting()
    if (this.#isPermanent() || this.#link.isConnected || this.#isRemoved) return
    this.#cancelForgetting = this.#parts.air.timers.after(this.#parts.delays.temporaryMs, () => {
      if (!this.#link.isBusy) this.remove()
    })
  }

  #forgetWhenOld(): void {
    const age = this.#parts.air.timers.clock() - this.#lastHeard
    if (!this.#isPermanent() && age >= this.#parts.delays.temporaryMs) this.remove()
  }

  #change(changes: Readonly<Record<string, Variant | undefined>>): void {
    if (Object.keys(changes).length > 0) this.#parts.tree.change(this.path, names.device, changes)
  }
}
