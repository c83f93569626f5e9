import type { Peripheral, RadioEvent } from '../../../devices/ble/radio/radio.js'
import { RadioError } from '../../../devices/ble/radio/radio-error.js'
import type { Timers } from '../../../devices/ble/radio/timers.js'
import { advertisingInterval, type FakeAdapter, fail, type Known, linkDelay, never } from './fake-known.js'
import type { FakeCharacteristic, FakeSensor } from './fake-sensor.js'

/** Simulated adapters and sensors, and the hand of the test on them. */
export abstract class FakeAir {
  /** What no link layer may do: connect twice at once with an adapter, or connect while it scans. */
  readonly violations: string[] = []
  connects = 0
  /** Of those it may scan on to connect, for they were not known any more when it was tried. */
  protected readonly vanished = new Set<string>()
  protected readonly timers: Timers
  protected readonly clock: () => number
  protected readonly told = new Set<(event: RadioEvent) => void>()
  protected readonly adapterMap = new Map<string, FakeAdapter>()
  protected readonly unplugged = new Map<string, FakeAdapter>()
  protected readonly sensorMap = new Map<string, FakeSensor>()
  protected readonly knownMap = new Map<string, Known>()
  /** Whom each adapter is connecting to. */
  protected readonly connecting = new Map<string, Known>()
  protected down: RadioError | undefined
  protected closed = false
  protected ticker: unknown

  constructor(timers: Timers, clock: () => number) {
    this.timers = timers
    this.clock = clock
    this.tick()
  }

  addAdapter(address: string, powered = true): void {
    const adapter: FakeAdapter = { address, name: `hci${this.adapterMap.size}`, powered, blocked: false, scan: 'off' }
    this.adapterMap.set(address, adapter)
    this.tellAdapter(adapter)
  }
  addSensor(sensor: FakeSensor): FakeSensor {
    this.sensorMap.set(sensor.address, sensor)
    return sensor
  }
  sensor(address: string): FakeSensor {
    const sensor = this.sensorMap.get(address)
    if (sensor === undefined) throw new Error(`no sensor ${address}`)
    return sensor
  }
  /** The adapters that hold a link to a sensor. */
  linksOf(address: string): readonly string[] {
    return [...this.knownMap.values()].flatMap((each) =>
      each.sensor.address === address && each.connected ? each.adapter : [],
    )
  }
  isNotifying(address: string, uuid: string): boolean {
    return this.linked(address).some((known) => known.notifying.has(this.index(known, uuid, 0)))
  }
  listeners(): number {
    return this.told.size
  }
  scanOf(adapter: string): string {
    return this.adapterMap.get(adapter)?.scan ?? 'gone'
  }
  /** Tells whether anybody was told. */
  notify(address: string, uuid: string, value: Uint8Array, nth = 0): boolean {
    let isTold = false
    for (const known of this.linked(address)) {
      const index = this.index(known, uuid, nth)
      if (!known.notifying.has(index)) continue
      isTold = true
      this.tell({
        type: 'value',
        peripheral: this.id(known),
        handle: this.handle(known, index),
        value,
        at: this.clock(),
      })
    }
    return isTold
  }
  /** Ends its links, as when it goes out of range. */
  drop(address: string): void {
    for (const known of this.linked(address)) this.unlink(known)
  }
  /** Makes a link as another program does. */
  linkByOther(adapter: string, address: string): void {
    const known = this.know(adapter, this.sensor(address))
    this.link(known)
  }
  /** BlueZ forgets it, as it does with what it has not heard for long. */
  vanish(address: string): void {
    for (const known of [...this.knownMap.values()]) if (known.sensor.address === address) this.forget(known)
  }
  power(address: string, powered: boolean): void {
    const adapter = this.adapterMap.get(address)
    if (adapter === undefined) return
    adapter.powered = powered
    if (!powered) {
      adapter.scan = 'off'
      for (const known of this.of(address)) this.cutOff(known)
    }
    this.tellAdapter(adapter)
  }
  unplug(address: string): void {
    const adapter = this.adapterMap.get(address)
    if (adapter === undefined) return
    this.unplugged.set(address, adapter)
    this.takeOut(adapter)
  }
  plug(address: string): void {
    const adapter = this.unplugged.get(address)
    if (adapter === undefined || this.down !== undefined) return
    this.unplugged.delete(address)
    adapter.powered = true
    this.adapterMap.set(address, adapter)
    this.tellAdapter(adapter)
  }
  goAway(): void {
    if (this.down !== undefined) return
    for (const { address } of [...this.adapterMap.values()]) this.unplug(address)
    this.down = new RadioError('bluetoothUnavailable', 'bluetoothd is not running')
    this.tell({ type: 'unavailable', error: this.down })
  }
  comeBack(): void {
    if (this.down === undefined) return
    this.down = undefined
    this.tell({ type: 'available' })
    for (const address of [...this.unplugged.keys()]) this.plug(address)
  }

  protected attempt(known: Known): Promise<void> {
    const { sensor } = known
    if (sensor.connectHangs) return never
    const isRefused = sensor.refusals > 0
    if (isRefused) sensor.refusals -= 1
    const isReachable = sensor.advertising && this.linksOf(sensor.address).length === 0
    const delay = isRefused || isReachable ? linkDelay : 20_000
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        known.cancel = undefined
        this.timers.clearTimeout(timer)
        settle()
      }
      const refuse = (): void => reject(new RadioError('connectFailed', 'le-connection-abort-by-local'))
      const timer = this.timers.setTimeout(() => {
        end(() => {
          if (isRefused || !isReachable || this.knownMap.get(this.id(known)) !== known) return refuse()
          this.link(known)
          resolve()
        })
      }, delay)
      known.cancel = () => end(refuse)
    })
  }
  protected link(known: Known): void {
    known.connected = true
    this.tell({ type: 'connected', peripheral: this.peripheral(known) })
    this.timers.setTimeout(() => {
      if (!known.connected || known.resolved || known.sensor.neverResolves) return
      known.resolved = true
      this.tell({ type: 'resolved', peripheral: this.peripheral(known) })
    }, linkDelay)
  }
  protected unlink(known: Known): void {
    if (!known.connected) return
    known.connected = false
    known.resolved = false
    known.notifying.clear()
    this.tell({ type: 'disconnected', peripheral: this.peripheral(known) })
  }
  protected ended(known: Known): void {
    if (this.connecting.get(known.adapter) === known) this.connecting.delete(known.adapter)
  }
  /** Ends its link, or the attempt at one: a controller that is off carries on with neither. */
  protected cutOff(known: Known): void {
    known.cancel?.()
    this.ended(known)
    this.unlink(known)
  }
  protected forget(known: Known): void {
    this.ended(known)
    known.cancel?.()
    this.unlink(known)
    if (this.knownMap.delete(this.id(known))) this.tell({ type: 'gone', peripheral: this.peripheral(known) })
  }
  protected takeOut(adapter: FakeAdapter): void {
    adapter.scan = 'off'
    for (const known of this.of(adapter.address)) this.forget(known)
    this.adapterMap.delete(adapter.address)
    this.connecting.delete(adapter.address)
    this.tell({ type: 'adapterGone', adapter: adapter.address })
  }
  protected tick(): void {
    this.ticker = this.timers.setTimeout(() => {
      for (const adapter of this.adapterMap.values()) if (adapter.scan !== 'off') this.advertise(adapter, false)
      this.tick()
    }, advertisingInterval)
  }
  protected advertise({ address }: FakeAdapter, isNewScan: boolean): void {
    for (const sensor of this.sensorMap.values()) {
      if (sensor.toldOnce && !isNewScan) continue
      if (!sensor.advertising || this.linksOf(sensor.address).length > 0) continue
      const known = this.know(address, sensor)
      known.heard = true
      const { manufacturerData } = sensor
      const advertisement = {
        peripheral: this.peripheral(known),
        at: this.clock(),
        manufacturerData,
        serviceData: new Map(),
      }
      this.tell({ type: 'advertisement', advertisement })
    }
  }
  protected know(adapter: string, sensor: FakeSensor): Known {
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
    const known = this.knownMap.get(id) ?? fresh
    this.knownMap.set(id, known)
    return known
  }
  protected peripheral({ sensor, adapter, connected, resolved, heard }: Known): Peripheral {
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
  protected async find(id: string): Promise<Known> {
    if (this.down !== undefined) return fail(this.down.code)
    if (this.closed) return fail('bluetoothUnavailable', 'closed')
    return this.knownMap.get(id) ?? fail('peripheralGone')
  }
  protected async usable(address: string): Promise<FakeAdapter> {
    if (this.down !== undefined) return fail(this.down.code)
    const adapter = this.adapterMap.get(address)
    if (adapter === undefined) return fail('adapterGone')
    return adapter.powered ? adapter : fail('adapterOff')
  }
  protected async at(handle: string): Promise<{ known: Known; index: number; characteristic: FakeCharacteristic }> {
    const [adapter, address, at] = handle.split('/')
    const known = await this.find(`${adapter}/${address}`)
    const characteristic = known.sensor.characteristics[Number(at)]
    if (characteristic === undefined) return fail('peripheralGone')
    if (!known.resolved) return fail('notConnected')
    return { known, index: Number(at), characteristic }
  }
  protected linked(address: string): Known[] {
    return [...this.knownMap.values()].filter((each) => each.sensor.address === address && each.connected)
  }
  protected of(adapter: string): Known[] {
    return [...this.knownMap.values()].filter((each) => each.adapter === adapter)
  }
  protected index({ sensor }: Known, uuid: string, nth: number): number {
    const found = [...sensor.characteristics.keys()].filter((index) => sensor.characteristics[index]?.uuid === uuid)
    return found[nth] ?? -1
  }
  protected id({ adapter, sensor }: Known): string {
    return `${adapter}/${sensor.address}`
  }
  protected handle(known: Known, index: number): string {
    return `${this.id(known)}/${index}`
  }
  protected tellAdapter({ scan, ...adapter }: FakeAdapter): void {
    this.tell({ type: 'adapter', adapter: { ...adapter, discovering: scan !== 'off' } })
  }
  protected tell(event: RadioEvent): void {
    for (const listener of [...this.told]) {
      try {
        listener(event)
      } catch {
        // A radio goes on when a listener throws.
      }
    }
  }
}
