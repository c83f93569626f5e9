import type { Adapter, Characteristic, Peripheral, Radio, RadioEvent } from '../../../devices/ble/radio/radio.js'
import { RadioError, type RadioErrorCode } from '../../../devices/ble/radio/radio-error.js'
import type { Timers } from '../../../devices/ble/radio/timers.js'
import type { FakeCharacteristic, FakeSensor } from './fake-sensor.js'

interface FakeAdapter {
  readonly address: string
  readonly name: string
  powered: boolean
  blocked: boolean
  scan: 'off' | 'changes' | 'everything'
}

interface Known {
  readonly sensor: FakeSensor
  readonly adapter: string
  connected: boolean
  resolved: boolean
  heard: boolean
  readonly notifying: Set<number>
  /** Ends an attempt to connect. */
  cancel: (() => void) | undefined
}

const fail = (code: RadioErrorCode, detail: string = code): Promise<never> =>
  Promise.reject(new RadioError(code, detail))
const linkDelay = 50
const advertisingInterval = 500
const never = new Promise<never>(() => undefined)

/** A `Radio` of simulated adapters and sensors, whose time and faults are the test's. */
export class FakeRadio implements Radio {
  /** What no link layer may do: connect twice at once with an adapter, or connect while it scans. */
  readonly violations: string[] = []
  connects = 0
  readonly #timers: Timers
  readonly #clock: () => number
  readonly #listeners = new Set<(event: RadioEvent) => void>()
  readonly #adapters = new Map<string, FakeAdapter>()
  readonly #unplugged = new Map<string, FakeAdapter>()
  readonly #sensors = new Map<string, FakeSensor>()
  readonly #known = new Map<string, Known>()
  /** Whom each adapter is connecting to. */
  readonly #connecting = new Map<string, Known>()
  #fault: RadioError | undefined
  #closed = false
  #ticker: unknown

  constructor(timers: Timers, clock: () => number) {
    this.#timers = timers
    this.#clock = clock
    this.#tick()
  }

  // The hand of the test.

  addAdapter(address: string, powered = true): void {
    const adapter: FakeAdapter = { address, name: `hci${this.#adapters.size}`, powered, blocked: false, scan: 'off' }
    this.#adapters.set(address, adapter)
    this.#tellAdapter(adapter)
  }
  addSensor(sensor: FakeSensor): FakeSensor {
    this.#sensors.set(sensor.address, sensor)
    return sensor
  }
  sensor(address: string): FakeSensor {
    const sensor = this.#sensors.get(address)
    if (sensor === undefined) throw new Error(`no sensor ${address}`)
    return sensor
  }
  /** The adapters that hold a link to a sensor. */
  linksOf(address: string): readonly string[] {
    return [...this.#known.values()].flatMap((each) =>
      each.sensor.address === address && each.connected ? each.adapter : [],
    )
  }
  isNotifying(address: string, uuid: string): boolean {
    return this.#linked(address).some((known) => known.notifying.has(this.#index(known, uuid, 0)))
  }
  listeners(): number {
    return this.#listeners.size
  }
  scanOf(adapter: string): string {
    return this.#adapters.get(adapter)?.scan ?? 'gone'
  }
  /** Tells whether anybody was told. */
  notify(address: string, uuid: string, value: Uint8Array, nth = 0): boolean {
    let isTold = false
    for (const known of this.#linked(address)) {
      const index = this.#index(known, uuid, nth)
      if (!known.notifying.has(index)) continue
      isTold = true
      this.#tell({
        type: 'value',
        peripheral: this.#id(known),
        handle: this.#handle(known, index),
        value,
        at: this.#clock(),
      })
    }
    return isTold
  }
  /** Ends its links, as when it goes out of range. */
  drop(address: string): void {
    for (const known of this.#linked(address)) this.#unlink(known)
  }
  /** Makes a link as another program does. */
  linkByOther(adapter: string, address: string): void {
    const known = this.#know(adapter, this.sensor(address))
    this.#link(known)
  }
  /** BlueZ forgets it, as it does with what it has not heard for long. */
  vanish(address: string): void {
    for (const known of [...this.#known.values()]) if (known.sensor.address === address) this.#forget(known)
  }
  power(address: string, powered: boolean): void {
    const adapter = this.#adapters.get(address)
    if (adapter === undefined) return
    adapter.powered = powered
    if (!powered) {
      adapter.scan = 'off'
      for (const known of this.#of(address)) this.#unlink(known)
    }
    this.#tellAdapter(adapter)
  }
  unplug(address: string): void {
    const adapter = this.#adapters.get(address)
    if (adapter === undefined) return
    this.#unplugged.set(address, adapter)
    this.#remove(adapter)
  }
  plug(address: string): void {
    const adapter = this.#unplugged.get(address)
    if (adapter === undefined || this.#fault !== undefined) return
    this.#unplugged.delete(address)
    adapter.powered = true
    this.#adapters.set(address, adapter)
    this.#tellAdapter(adapter)
  }
  goAway(): void {
    if (this.#fault !== undefined) return
    for (const { address } of [...this.#adapters.values()]) this.unplug(address)
    this.#fault = new RadioError('bluetoothUnavailable', 'bluetoothd is not running')
    this.#tell({ type: 'unavailable', error: this.#fault })
  }
  comeBack(): void {
    if (this.#fault === undefined) return
    this.#fault = undefined
    this.#tell({ type: 'available' })
    for (const address of [...this.#unplugged.keys()]) this.plug(address)
  }

  // The port.

  fault(): RadioError | undefined {
    return this.#fault
  }
  adapters(): readonly Adapter[] {
    return [...this.#adapters.values()].map(({ scan, ...adapter }) => ({ ...adapter, discovering: scan !== 'off' }))
  }
  peripherals(): readonly Peripheral[] {
    return [...this.#known.values()].map((known) => this.#peripheral(known))
  }
  subscribe(listener: (event: RadioEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  async startScan(address: string, options: { readonly everyAdvertisement?: boolean } = {}): Promise<void> {
    const adapter = await this.#usable(address)
    adapter.scan = options.everyAdvertisement === true ? 'everything' : 'changes'
    this.#tellAdapter(adapter)
    this.#advertise(adapter, true)
  }
  async stopScan(address: string): Promise<void> {
    const adapter = this.#adapters.get(address)
    if (adapter === undefined || adapter.scan === 'off') return
    adapter.scan = 'off'
    for (const known of this.#of(address))
      if (known.sensor.vanishes && !known.connected && known.cancel === undefined) this.#forget(known)
    this.#tellAdapter(adapter)
  }
  async connect(id: string): Promise<void> {
    const known = await this.#find(id)
    const adapter = await this.#usable(known.adapter)
    if (known.connected) return
    this.connects += 1
    if (this.#connecting.has(adapter.address)) this.violations.push('two attempts to connect at once')
    if (adapter.scan !== 'off' && !known.sensor.vanishes) this.violations.push('connecting while scanning')
    this.#connecting.set(adapter.address, known)
    try {
      await this.#attempt(known)
    } finally {
      this.#ended(known)
    }
  }
  async disconnect(id: string): Promise<void> {
    const known = this.#known.get(id)
    if (known === undefined) return
    known.cancel?.()
    // What hangs is the radio's call alone: the attempt that it ends has ended.
    this.#ended(known)
    if (known.sensor.disconnectHangs) return never
    if (known.connected) this.#unlink(known)
  }
  async pair(id: string): Promise<void> {
    const known = await this.#find(id)
    known.sensor.paired = true
  }
  async trust(id: string): Promise<void> {
    await this.#find(id)
  }
  async remove(id: string): Promise<void> {
    this.#forget(await this.#find(id))
  }
  async characteristics(id: string): Promise<readonly Characteristic[]> {
    const known = await this.#find(id)
    if (!known.resolved) return fail('notConnected')
    return known.sensor.characteristics.map(({ service, uuid, flags }, index) => ({
      handle: this.#handle(known, index),
      service,
      uuid,
      flags,
    }))
  }
  async read(handle: string): Promise<Uint8Array> {
    const { characteristic } = await this.#at(handle)
    return characteristic.value ?? fail('notSupported')
  }
  async write(handle: string, value: Uint8Array): Promise<void> {
    const { known, characteristic, index } = await this.#at(handle)
    known.sensor.written.push(value)
    const answer = characteristic.answer?.(value)
    if (answer === undefined) return
    this.#timers.setTimeout(() => {
      if (known.notifying.has(index)) this.notify(known.sensor.address, characteristic.uuid, answer)
    }, linkDelay)
  }
  async startNotify(handle: string): Promise<void> {
    const { known, index } = await this.#at(handle)
    if (known.sensor.notifyFault !== undefined) return fail(known.sensor.notifyFault)
    known.notifying.add(index)
  }
  async stopNotify(handle: string): Promise<void> {
    const { known, index } = await this.#at(handle)
    known.notifying.delete(index)
  }
  async setPowered(address: string, powered: boolean): Promise<void> {
    this.power(address, powered)
  }
  figures(): Readonly<Record<string, number>> {
    return { listeners: this.#listeners.size }
  }
  async close(): Promise<void> {
    this.#timers.clearTimeout(this.#ticker)
    for (const known of this.#known.values()) if (known.connected) this.#unlink(known)
    this.#closed = true
    this.#known.clear()
  }

  #attempt(known: Known): Promise<void> {
    const { sensor } = known
    if (sensor.connectHangs) return never
    const isRefused = sensor.refusals > 0
    if (isRefused) sensor.refusals -= 1
    const isReachable = sensor.advertising && this.linksOf(sensor.address).length === 0
    const delay = isRefused || isReachable ? linkDelay : 20_000
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        known.cancel = undefined
        this.#timers.clearTimeout(timer)
        settle()
      }
      const refuse = (): void => reject(new RadioError('connectFailed', 'le-connection-abort-by-local'))
      const timer = this.#timers.setTimeout(() => {
        end(() => {
          if (isRefused || !isReachable || this.#known.get(this.#id(known)) !== known) return refuse()
          this.#link(known)
          resolve()
        })
      }, delay)
      known.cancel = () => end(refuse)
    })
  }
  #link(known: Known): void {
    known.connected = true
    this.#tell({ type: 'connected', peripheral: this.#peripheral(known) })
    this.#timers.setTimeout(() => {
      if (!known.connected || known.resolved || known.sensor.neverResolves) return
      known.resolved = true
      this.#tell({ type: 'resolved', peripheral: this.#peripheral(known) })
    }, linkDelay)
  }
  #unlink(known: Known): void {
    if (!known.connected) return
    known.connected = false
    known.resolved = false
    known.notifying.clear()
    this.#tell({ type: 'disconnected', peripheral: this.#peripheral(known) })
  }
  #ended(known: Known): void {
    if (this.#connecting.get(known.adapter) === known) this.#connecting.delete(known.adapter)
  }
  #forget(known: Known): void {
    this.#ended(known)
    known.cancel?.()
    this.#unlink(known)
    if (this.#known.delete(this.#id(known))) this.#tell({ type: 'gone', peripheral: this.#peripheral(known) })
  }
  #remove(adapter: FakeAdapter): void {
    adapter.scan = 'off'
    for (const known of this.#of(adapter.address)) this.#forget(known)
    this.#adapters.delete(adapter.address)
    this.#connecting.delete(adapter.address)
    this.#tell({ type: 'adapterGone', adapter: adapter.address })
  }
  #tick(): void {
    this.#ticker = this.#timers.setTimeout(() => {
      for (const adapter of this.#adapters.values()) if (adapter.scan !== 'off') this.#advertise(adapter, false)
      this.#tick()
    }, advertisingInterval)
  }
  #advertise({ address }: FakeAdapter, isNewScan: boolean): void {
    for (const sensor of this.#sensors.values()) {
      if (sensor.toldOnce && !isNewScan) continue
      if (!sensor.advertising || this.linksOf(sensor.address).length > 0) continue
      const known = this.#know(address, sensor)
      known.heard = true
      const { manufacturerData } = sensor
      const advertisement = {
        peripheral: this.#peripheral(known),
        at: this.#clock(),
        manufacturerData,
        serviceData: new Map(),
      }
      this.#tell({ type: 'advertisement', advertisement })
    }
  }
  #know(adapter: string, sensor: FakeSensor): Known {
    const id = `${adapter}/${sensor.address}`
    const fresh = {
      sensor,
      adapter,
      connected: false,
      resolved: false,
      heard: false,
      notifying: new Set<number>(),
      cancel: undefined,
    }
    const known = this.#known.get(id) ?? fresh
    this.#known.set(id, known)
    return known
  }
  #peripheral({ sensor, adapter, connected, resolved, heard }: Known): Peripheral {
    const { address, name, services, paired } = sensor
    const rssi = heard ? (sensor.rssi.get(adapter) ?? -60) : undefined
    return {
      id: `${adapter}/${address}`,
      adapter,
      address,
      addressType: 'random',
      name,
      services,
      rssi,
      connected,
      resolved,
      paired,
    }
  }
  async #find(id: string): Promise<Known> {
    if (this.#fault !== undefined) return fail(this.#fault.code)
    if (this.#closed) return fail('bluetoothUnavailable', 'closed')
    return this.#known.get(id) ?? fail('peripheralGone')
  }
  async #usable(address: string): Promise<FakeAdapter> {
    if (this.#fault !== undefined) return fail(this.#fault.code)
    const adapter = this.#adapters.get(address)
    if (adapter === undefined) return fail('adapterGone')
    return adapter.powered ? adapter : fail('adapterOff')
  }
  async #at(handle: string): Promise<{ known: Known; index: number; characteristic: FakeCharacteristic }> {
    const [adapter, address, at] = handle.split('/')
    const known = await this.#find(`${adapter}/${address}`)
    const characteristic = known.sensor.characteristics[Number(at)]
    if (characteristic === undefined) return fail('peripheralGone')
    if (!known.resolved) return fail('notConnected')
    return { known, index: Number(at), characteristic }
  }
  #linked(address: string): Known[] {
    return [...this.#known.values()].filter((each) => each.sensor.address === address && each.connected)
  }
  #of(adapter: string): Known[] {
    return [...this.#known.values()].filter((each) => each.adapter === adapter)
  }
  #index({ sensor }: Known, uuid: string, nth: number): number {
    const found = [...sensor.characteristics.keys()].filter((index) => sensor.characteristics[index]?.uuid === uuid)
    return found[nth] ?? -1
  }
  #id({ adapter, sensor }: Known): string {
    return `${adapter}/${sensor.address}`
  }
  #handle(known: Known, index: number): string {
    return `${this.#id(known)}/${index}`
  }
  #tellAdapter({ scan, ...adapter }: FakeAdapter): void {
    this.#tell({ type: 'adapter', adapter: { ...adapter, discovering: scan !== 'off' } })
  }
  #tell(event: RadioEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event)
      } catch {
        // A radio goes on when a listener throws.
      }
    }
  }
}
