import type { BluetoothAddress, Peripheral } from '../../radio/radio.js'

/** How an adapter last heard a sensor. */
interface Hearing {
  readonly peripheral: string
  readonly rssi: number
  readonly at: number
  failures: number
}

/** What speaks for an adapter besides the signal. */
export interface AdapterTerms {
  readonly isUsable: (adapter: BluetoothAddress) => boolean
  /** Links that it holds. */
  readonly load: (adapter: BluetoothAddress) => number
}

/** How one sensor is heard by each adapter, and which of them should connect to it. */
export interface Hearings {
  heard(peripheral: Peripheral, at: number): void
  failed(peripheral: string): void
  succeeded(peripheral: string): void
  gone(peripheral: string): void
  /** The peripheral to connect to, of those heard since. */
  best(terms: AdapterTerms, since: number): string | undefined
  last(): number | undefined
  rssi(): number | undefined
  clear(): void
}

const faint = -100
// dB: what another link on the adapter costs, and what a failed attempt with it costs.
const perLink = 3
const perFailure = 15

export const adapterOf = (peripheral: string): BluetoothAddress => peripheral.slice(0, peripheral.indexOf('/'))

export const createHearings = (): Hearings => {
  const all = new Map<BluetoothAddress, Hearing>()
  const change = (peripheral: string, failures: (before: number) => number): void => {
    const hearing = all.get(adapterOf(peripheral))
    if (hearing !== undefined) hearing.failures = failures(hearing.failures)
  }
  const latest = (): Hearing | undefined => [...all.values()].sort((a, b) => b.at - a.at)[0]
  return {
    heard({ id, adapter, rssi }, at) {
      all.set(adapter, { peripheral: id, rssi: rssi ?? faint, at, failures: all.get(adapter)?.failures ?? 0 })
    },
    failed: (peripheral) => change(peripheral, (before) => before + 1),
    succeeded: (peripheral) => change(peripheral, () => 0),
    gone: (peripheral) => void all.delete(adapterOf(peripheral)),
    best({ isUsable, load }, since) {
      const score = ([adapter, { rssi, failures }]: [BluetoothAddress, Hearing]): number =>
        rssi - perLink * load(adapter) - perFailure * failures
      const fit = [...all].filter(([adapter, { at }]) => isUsable(adapter) && at >= since)
      return fit.sort((a, b) => score(b) - score(a))[0]?.[1].peripheral
    },
    last: () => latest()?.at,
    rssi: () => latest()?.rssi,
    clear: () => all.clear(),
  }
}
