import type { Adapter, Characteristic, Peripheral, Radio, RadioEvent } from '../../../devices/ble/radio/radio.js'
import type { RadioError } from '../../../devices/ble/radio/radio-error.js'
import { FakeAir } from './fake-air.js'
import { fail, linkDelay, never } from './fake-known.js'

/** A `Radio` of simulated adapters and sensors, whose time and faults are the test's. */
export class FakeRadio extends FakeAir implements Radio {
  fault(): RadioError | undefined {
    return this.down
  }
  adapters(): readonly Adapter[] {
    return [...this.adapterMap.values()].map(({ scan, ...adapter }) => ({ ...adapter, discovering: scan !== 'off' }))
  }
  peripherals(): readonly Peripheral[] {
    return [...this.knownMap.values()].map((known) => this.peripheral(known))
  }
  subscribe(listener: (event: RadioEvent) => void): () => void {
    this.told.add(listener)
    return () => this.told.delete(listener)
  }
  async startScan(address: string, options: { readonly everyAdvertisement?: boolean } = {}): Promise<void> {
    const adapter = await this.usable(address)
    adapter.scan = options.everyAdvertisement === true ? 'everything' : 'changes'
    this.tellAdapter(adapter)
    this.advertise(adapter, true)
  }
  async stopScan(address: string): Promise<void> {
    const adapter = this.adapterMap.get(address)
    if (adapter === undefined || adapter.scan === 'off') return
    adapter.scan = 'off'
    for (const known of this.of(address))
      if (known.sensor.vanishes && !known.connected && known.cancel === undefined) this.forget(known)
    this.tellAdapter(adapter)
  }
  async connect(id: string): Promise<void> {
    const known = this.down === undefined ? this.knownMap.get(id) : undefined
    if (known === undefined) this.vanished.add(id.slice(id.indexOf('/') + 1))
    if (known === undefined) return this.find(id).then(() => undefined)
    const adapter = await this.usable(known.adapter)
    if (known.connected) return
    this.connects += 1
    if (this.connecting.has(adapter.address)) this.violations.push('two attempts to connect at once')
    if (adapter.scan !== 'off' && !this.vanished.delete(known.sensor.address))
      this.violations.push('connecting while scanning')
    this.connecting.set(adapter.address, known)
    try {
      await this.attempt(known)
    } finally {
      this.ended(known)
    }
  }
  async disconnect(id: string): Promise<void> {
    const known = this.knownMap.get(id)
    if (known === undefined) return
    known.cancel?.()
    // What hangs is the radio's call alone: the attempt that it ends has ended.
    this.ended(known)
    if (known.sensor.disconnectHangs) return never
    if (known.connected) this.unlink(known)
  }
  async pair(id: string): Promise<void> {
    const known = await this.find(id)
    known.sensor.paired = true
  }
  async trust(id: string): Promise<void> {
    await this.find(id)
  }
  async remove(id: string): Promise<void> {
    this.forget(await this.find(id))
  }
  async characteristics(id: string): Promise<readonly Characteristic[]> {
    const known = await this.find(id)
    if (!known.resolved) return fail('notConnected')
    return known.sensor.characteristics.map(({ service, uuid, flags }, index) => ({
      handle: this.handle(known, index),
      service,
      uuid,
      flags,
    }))
  }
  async read(handle: string): Promise<Uint8Array> {
    const { characteristic } = await this.at(handle)
    return characteristic.value ?? fail('notSupported')
  }
  async write(handle: string, value: Uint8Array): Promise<void> {
    const { known, characteristic, index } = await this.at(handle)
    known.sensor.written.push(value)
    const answer = characteristic.answer?.(value)
    if (answer === undefined) return
    this.timers.setTimeout(() => {
      if (known.notifying.has(index)) this.notify(known.sensor.address, characteristic.uuid, answer)
    }, linkDelay)
  }
  async startNotify(handle: string): Promise<void> {
    const { known, index } = await this.at(handle)
    if (known.sensor.notifyFault !== undefined) return fail(known.sensor.notifyFault)
    known.notifying.add(index)
  }
  async stopNotify(handle: string): Promise<void> {
    const { known, index } = await this.at(handle)
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
    for (const known of this.knownMap.values()) if (known.connected) this.unlink(known)
    this.closed = true
    this.knownMap.clear()
  }
}
