import type { Clock } from '../../../../src/health/clock.js'
import type { Adapter, BluetoothAddress, Peripheral, RadioEvent } from '../../radio/radio.js'
import { RadioError } from '../../radio/radio-error.js'
import type { TreeObserver } from './object-tree.js'
import type { PropertyReader } from './property-reader.js'
import { type AdapterRecord, type DeviceRecord, readAdvertised } from './records.js'

type Listener = (event: RadioEvent) => void

/** What the object tree means: adapters and peripherals by their addresses, and what happens to them as events. */
export class Air implements Omit<TreeObserver, 'value' | 'notifying'> {
  readonly #clock: Clock
  readonly #emit: Listener
  readonly #adapters = new Map<string, Adapter>()
  readonly #records = new Map<string, AdapterRecord>()
  // Between two rounds of one scan of ours BlueZ says that there is none.
  readonly #keptDiscovering = new Set<string>()
  readonly #peripherals = new Map<string, Peripheral>()
  readonly #paths = new Map<string, string>()
  // By the answer to an attempt: where BlueZ does not tell its power state, nothing else says so.
  readonly #foundBlocked = new Set<string>()

  constructor(clock: Clock, emit: Listener) {
    this.#clock = clock
    this.#emit = emit
  }

  adapters(): readonly Adapter[] {
    return [...this.#adapters.values()]
  }

  peripherals(): readonly Peripheral[] {
    return [...this.#peripherals.values()]
  }

  peripheral(id: string): Peripheral | undefined {
    return this.#peripherals.get(this.#paths.get(id) ?? '')
  }

  peripheralAt(path: string): Peripheral | undefined {
    return this.#peripherals.get(path)
  }

  /** The path of an adapter. Throws `adapterGone`. */
  adapterPath(address: BluetoothAddress): string {
    for (const [path, adapter] of this.#adapters) if (adapter.address === address) return path
    throw new RadioError('adapterGone', 'no such adapter is plugged in')
  }

  /** The path of an adapter that can be used. Throws `adapterGone`, `adapterBlocked` or `adapterOff`. */
  usableAdapterPath(address: BluetoothAddress): string {
    const path = this.adapterPath(address)
    const adapter = this.#adapters.get(path)
    if (adapter?.blocked) throw new RadioError('adapterBlocked', 'rfkill has switched the adapter off')
    if (!adapter?.powered) throw new RadioError('adapterOff', 'the adapter is not powered')
    return path
  }

  /** The path of a peripheral whose adapter can be used. Throws like that, or `peripheralGone`. */
  peripheralPath(id: string): string {
    this.usableAdapterPath(id.slice(0, Math.max(0, id.indexOf('/'))))
    const path = this.#paths.get(id)
    if (path === undefined) throw new RadioError('peripheralGone', 'it has to be heard again first')
    return path
  }

  foundBlocked(path: string): void {
    this.#foundBlocked.add(path)
    this.#judgeAdapter(path)
  }

  /** An adapter is said to be discovering from now on, or again when BlueZ says so. */
  keepDiscovering(path: string, isKept: boolean): void {
    if (isKept) this.#keptDiscovering.add(path)
    else this.#keptDiscovering.delete(path)
    this.#judgeAdapter(path)
  }

  adapter(path: string, now: AdapterRecord | undefined): void {
    if (!now?.powered) this.#keptDiscovering.delete(path)
    if (now === undefined || now.powered) this.#foundBlocked.delete(path)
    if (now === undefined) this.#records.delete(path)
    else this.#records.set(path, now)
    this.#judgeAdapter(path)
  }

  #judgeAdapter(path: string): void {
    const [record, before] = [this.#records.get(path), this.#adapters.get(path)]
    const after = record && this.#adapterOf(path, record)
    if (after !== undefined) this.#setAdapter(path, after)
    else if (this.#adapters.delete(path) && before) this.#emit({ type: 'adapterGone', adapter: before.address })
  }

  #setAdapter(path: string, after: Adapter): void {
    const before = this.#adapters.get(path)
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return
    this.#adapters.set(path, after)
    this.#emit({ type: 'adapter', adapter: after })
  }

  #adapterOf(path: string, { address, powered, discovering, powerState }: AdapterRecord): Adapter | undefined {
    if (address === undefined) return undefined
    const blocked = powerState === 'off-blocked' || this.#foundBlocked.has(path)
    const isDiscovering = discovering || this.#keptDiscovering.has(path)
    return { address, name: lastPart(path), powered, blocked, discovering: isDiscovering }
  }

  device(path: string, now: DeviceRecord | undefined, told: PropertyReader | undefined): void {
    const after = now && this.#peripheralOf(path, now)
    const before = this.#peripherals.get(path)
    // Its identity is known only now, behind the address that it had made up.
    if (before !== undefined && after !== undefined && before.id !== after.id) this.#change(path, before, undefined)
    this.#change(path, this.#peripherals.get(path), after)
    const heard = after && told && readAdvertised(told)
    if (heard) this.#emit({ type: 'advertisement', advertisement: { peripheral: after, at: this.#clock(), ...heard } })
  }

  #change(path: string, before: Peripheral | undefined, after: Peripheral | undefined): void {
    this.#keep(path, before, after)
    const left = after ?? (before && { ...before, connected: false, resolved: false })
    if (left && before?.connected && !left.connected) this.#emit({ type: 'disconnected', peripheral: left })
    if (after?.connected && !before?.connected) this.#emit({ type: 'connected', peripheral: after })
    if (after?.resolved && !before?.resolved) this.#emit({ type: 'resolved', peripheral: after })
    if (left && after === undefined) this.#emit({ type: 'gone', peripheral: left })
  }

  #keep(path: string, before: Peripheral | undefined, after: Peripheral | undefined): void {
    if (after !== undefined) {
      this.#peripherals.set(path, after)
      this.#paths.set(after.id, path)
    } else if (before !== undefined) {
      this.#peripherals.delete(path)
      if (this.#paths.get(before.id) === path) this.#paths.delete(before.id)
    }
  }

  #peripheralOf(path: string, record: DeviceRecord): Peripheral | undefined {
    const adapter = this.#adapters.get(record.adapterPath ?? parentOf(path))?.address
    const { address, addressType, name, services, rssi, connected, paired } = record
    if (adapter === undefined || address === undefined) return undefined
    // Both properties change at a drop, in either order: without a link nothing is resolved.
    const resolved = connected && record.servicesResolved
    const id = `${adapter}/${address}`
    return { id, adapter, address, addressType, name, services, rssi, connected, resolved, paired }
  }
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The path above. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
