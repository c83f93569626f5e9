import type { BluetoothAddress } from '../radio/radio.js'
import type { Timers } from '../radio/timers.js'
import type { BluezDaemon } from './bus/bluez-daemon.js'
import { variant } from './bus/bus-connection.js'
import { isRefusal } from './bus/error-catalogue.js'
import type { Air } from './tree/air.js'
import { interfaces } from './tree/object-tree.js'

export interface ScanParts {
  readonly daemon: BluezDaemon
  readonly air: Air
  readonly timers: Timers
  /**
   * After so many ms a scan for every advertisement is begun anew. A controller tells each device once a scan, whatever
   * it advertises meanwhile (Core 5.4, vol. 4, part E, 7.8.11), and the kernel asks it anew after ten seconds only.
   */
  readonly renewalMs: number
}

interface Scan {
  readonly everyAdvertisement: boolean
  renewal?: unknown
}

const limitMs = 5_000

/** Our scans, one an adapter at most. BlueZ counts one a program, beside those of others. */
export class Scans {
  readonly #parts: ScanParts
  readonly #ours = new Map<BluetoothAddress, Scan>()
  // One command after the other for each adapter: a stop must not overtake its start.
  readonly #lanes = new Map<BluetoothAddress, Promise<void>>()

  constructor(parts: ScanParts) {
    this.#parts = parts
  }

  start(adapter: BluetoothAddress, everyAdvertisement: boolean): Promise<void> {
    return this.#inTurn(adapter, async () => {
      const path = this.#parts.air.usableAdapterPath(adapter)
      const before = this.#ours.get(adapter)?.everyAdvertisement
      // A filter that changes in the middle of a scan leaves the controller's own as it was.
      if (before !== undefined && before !== everyAdvertisement) await this.#stop(adapter)
      await this.#begin(path, adapter, { everyAdvertisement })
    })
  }

  stop(adapter: BluetoothAddress): Promise<void> {
    return this.#inTurn(adapter, () => this.#stop(adapter))
  }

  /** The scan with an adapter has ended by itself: the adapter went or was switched off. */
  ended(adapter: BluetoothAddress): void {
    this.#forget(adapter)
  }

  async stopAll(): Promise<void> {
    await Promise.allSettled([...this.#ours.keys()].map((adapter) => this.stop(adapter)))
  }

  async #begin(path: string, adapter: BluetoothAddress, scan: Scan): Promise<void> {
    const filter = { Transport: variant('s', 'le'), DuplicateData: variant('b', scan.everyAdvertisement) }
    await this.#call(path, 'SetDiscoveryFilter', 'a{sv}', [filter])
    const goesOn = this.#forget(adapter)
    this.#ours.set(adapter, scan)
    await this.#call(path, 'StartDiscovery').catch((error: unknown) => {
      if (goesOn && isRefusal(error, 'InProgress')) return
      this.#forget(adapter)
      throw error
    })
    if (scan.everyAdvertisement) this.#renewLater(path, adapter, scan)
  }

  #renewLater(path: string, adapter: BluetoothAddress, scan: Scan): void {
    const isOver = (): boolean => this.#ours.get(adapter) !== scan
    if (isOver()) return
    this.#parts.air.keepDiscovering(path, true)
    scan.renewal = this.#parts.timers.setTimeout(() => {
      void this.#inTurn(adapter, async () => {
        if (isOver()) return
        await this.#endDiscovery(path)
        if (!isOver()) await this.#begin(path, adapter, scan)
      }).catch(() => this.#parts.air.keepDiscovering(path, false))
    }, this.#parts.renewalMs)
  }

  async #stop(adapter: BluetoothAddress): Promise<void> {
    if (!this.#forget(adapter)) return
    const path = this.#parts.air.adapterPath(adapter)
    await this.#endDiscovery(path).finally(() => this.#parts.air.keepDiscovering(path, false))
  }

  async #endDiscovery(path: string): Promise<void> {
    await this.#call(path, 'StopDiscovery').catch((error: unknown) => {
      // Whatever ended it before us, it has ended.
      if (!isRefusal(error, 'Failed', 'NotReady', 'UnknownObject', 'UnknownMethod')) throw error
    })
  }

  #forget(adapter: BluetoothAddress): boolean {
    const scan = this.#ours.get(adapter)
    this.#parts.timers.clearTimeout(scan?.renewal)
    return this.#ours.delete(adapter)
  }

  #inTurn(adapter: BluetoothAddress, task: () => Promise<void>): Promise<void> {
    const turn = (this.#lanes.get(adapter) ?? Promise.resolve()).then(task)
    const settled: Promise<void> = turn.catch(() => {}).then(() => this.#leaveLane(adapter, settled))
    this.#lanes.set(adapter, settled)
    return turn
  }

  #leaveLane(adapter: BluetoothAddress, lane: Promise<void>): void {
    if (this.#lanes.get(adapter) === lane) this.#lanes.delete(adapter)
  }

  #call(path: string, member: string, signature = '', body: readonly unknown[] = []): Promise<void> {
    const call = { path, interface: interfaces.adapter, member, signature, body, limitMs }
    return this.#parts.daemon.call(call, () => {})
  }
}
