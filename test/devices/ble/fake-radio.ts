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
export class FakeRadio extends FakeAir implements Radio {
  fault(): RadioError | undefined {
    return this.down
  }
  adapters(): readonly Adapter[] {
    return [...this.adapterMap.values()].map(({ scan, ...adapter }) => ({ ...adapter, discovering: scan !== 'off' }))
  }
  peripherals(): readonly Peripheral[] {
    return [...this.knownMap.values()].map((known) => this.peripheral_(known))
  }
  subscribe(listener: (event: RadioEvent) => void): () => void {
    this.told.add(listener)
    return () => this.told.delete(listener)
  }
  async startScan(address: string, options: { readonly everyAdvertisement?: boolean } = {}): Promise<void> {
    const adapter = await this.usable_(address)
    adapter.scan = options.everyAdvertisement === true ? 'everything' : 'changes'
    this.tellAdapter_(adapter)
    this.advertise_(adapter, true)
  }
  async stopScan(address: string): Promise<void> {
    const adapter = this.adapterMap.get(address)
    if (adapter === undefined || adapter.scan === 'off') return
    adapter.scan = 'off'
    for (const known of this.of_(address))
      if (known.sensor.vanishes && !known.connected && known.cancel === undefined) this.forget_(known)
    this.tellAdapter_(adapter)
  }
  async connect(id: string): Promise<void> {
    const known = await this.find_(id)
    const adapter = await this.usable_(known.adapter)
    if (known.connected) return
    this.connects += 1
    if (this.connecting.has(adapter.address)) this.violations.push('two attempts to connect at once')
    if (adapter.scan !== 'off' && !known.sensor.vanishes) this.violations.push('connecting while scanning')
    this.connecting.set(adapter.address, known)
    try {
      await this.attempt_(known)
    } finally {
      this.ended_(known)
    }
  }
  async disconnect(id: string): Promise<void> {
    const known = this.knownMap.get(id)
    if (known === undefined) return
    known.cancel?.()
    // What hangs is the radio's call alone: the attempt that it ends has ended.
    this.ended_(known)
    if (known.sensor.disconnectHangs) return never
    if (known.connected) this.unlink_(known)
  }
  async pair(id: string): Promise<void> {
    const known = await this.find_(id)
    known.sensor.paired = true
  }
  async trust(id: string): Promise<void> {
    await this.find_(id)
  }
  async remove(id: string): Promise<void> {
    this.forget_(await this.find_(id))
  }
  async characteristics(id: string): Promise<readonly Characteristic[]> {
    const known = await this.find_(id)
    if (!known.resolved) return fail('notConnected')
    return known.sensor.characteristics.map(({ service, uuid, flags }, index) => ({
      handle: this.handle_(known, index),
      service,
      uuid,
      flags,
    }))
  }
  async read(handle: string): Promise<Uint8Array> {
    const { characteristic } = await this.at_(handle)
    return characteristic.value ?? fail('notSupported')
  }
  async write(handle: string, value: Uint8Array): Promise<void> {
    const { known, characteristic, index } = await this.at_(handle)
    known.sensor.written.push(value)
    const answer = characteristic.answer?.(value)
    if (answer === undefined) return
    this.timers.setTimeout(() => {
      if (known.notifying.has(index)) this.notify(known.sensor.address, characteristic.uuid, answer)
    }, linkDelay)
  }
  async startNotify(handle: string): Promise<void> {
    const { known, index } = await this.at_(handle)
    if (known.sensor.notifyFault !== undefined) return fail(known.sensor.notifyFault)
    known.notifying.add(index)
  }
  async stopNotify(handle: string): Promise<void> {
    const { known, index } = await this.at_(handle)
    known.notifying.delete(index)
  }
  async setPowered(address: string, powered: boolean): Promise<void> {
    this.power(address, powered)
  }
  figures(): Readonly<Record<string, number>> {
    return { listeners: this.told.size }
  }
  async close(): Promise<void> {
    this.timers.clearTimeout(this.ticker)
    for (const known of this.knownMap.values()) if (known.connected) this.unlink_(known)
    this.closed = true
    this.knownMap.clear()
  }

}
