import type { BluetoothAddress } from '../radio/radio.js'
import type { BluezDaemon } from './bus/bluez-daemon.js'
import { variant } from './bus/bus-connection.js'
import { isRefusal } from './bus/error-catalogue.js'
import type { Air } from './tree/air.js'
import { interfaces } from './tree/object-tree.js'

const limitMs = 5_000

/** Our scans, one an adapter at most. BlueZ counts one a program, beside those of others. */
export class Scans {
  readonly #daemon: BluezDaemon
  readonly #air: Air
  /** Whether they are told every advertisement. */
  readonly #ours = new Map<BluetoothAddress, boolean>()
  // One command after the other for each adapter: a stop must not overtake its start.
  readonly #lanes = new Map<BluetoothAddress, Promise<void>>()

  constructor(daemon: BluezDaemon, air: Air) {
    this.#daemon = daemon
    this.#air = air
  }

  start(adapter: BluetoothAddress, everyAdvertisement: boolean): Promise<void> {
    return this.#inTurn(adapter, async () => {
      const path = this.#air.usableAdapterPath(adapter)
      const before = this.#ours.get(adapter)
      // A filter that changes in the middle of a scan leaves the controller's own as it was.
      if (before !== undefined && before !== everyAdvertisement) await this.#stop(adapter)
      const filter = { Transport: variant('s', 'le'), DuplicateData: variant('b', everyAdvertisement) }
      await this.#call(path, 'SetDiscoveryFilter', 'a{sv}', [filter])
      this.#ours.set(adapter, everyAdvertisement)
      await this.#call(path, 'StartDiscovery').catch((error: unknown) => {
        if (before === everyAdvertisement && isRefusal(error, 'InProgress')) return
        this.#ours.delete(adapter)
        throw error
      })
    })
  }

  stop(adapter: BluetoothAddress): Promise<void> {
    return this.#inTurn(adapter, () => this.#stop(adapter))
  }

  async #stop(adapter: BluetoothAddress): Promise<void> {
    if (!this.#ours.delete(adapter)) return
    await this.#call(this.#air.adapterPath(adapter), 'StopDiscovery').catch((error: unknown) => {
      // Whatever ended it before us, it has ended.
      if (!isRefusal(error, 'Failed', 'NotReady', 'UnknownObject', 'UnknownMethod')) throw error
    })
  }

  /** The scan with an adapter has ended by itself: the adapter went or was switched off. */
  ended(adapter: BluetoothAddress): void {
    this.#ours.delete(adapter)
  }

  async stopAll(): Promise<void> {
    await Promise.allSettled([...this.#ours.keys()].map((adapter) => this.stop(adapter)))
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
    return this.#daemon.call({ path, interface: interfaces.adapter, member, signature, body, limitMs }, () => {})
  }
}
