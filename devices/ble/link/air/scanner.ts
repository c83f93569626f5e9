import type { Logger } from 'pino'
import type { BluetoothAddress, Radio } from '../../radio/radio.js'
import { RadioError } from '../../radio/radio-error.js'
import type { Timers } from '../../radio/timers.js'
import { limits } from '../limits.js'
import { within } from '../patience.js'

/** How an adapter is to listen. */
export type Listening = 'off' | 'changes' | 'everything'

export interface ScannerParts {
  readonly radio: Radio
  readonly timers: Timers
  readonly log: Logger
  /** How an adapter should listen now. */
  readonly wanted: (adapter: BluetoothAddress) => Listening
}

interface Ear {
  listening: Listening
  /** What is under way, so that a start and a stop never cross. */
  busy: Promise<void> | undefined
  complained: boolean
}

/** Keeps every adapter listening the way it is wanted to, whatever happens in between. */
export interface Scanner {
  /** Looks again at what is wanted. */
  refresh(): void
  /** Keeps an adapter from scanning; resolves when it has stopped, or cannot be made to. */
  hush(adapter: BluetoothAddress): Promise<void>
  /** Lets it scan again. */
  unhush(adapter: BluetoothAddress): void
  /** Takes note that the adapter, or our share in its scan, is gone. */
  interrupted(adapter: BluetoothAddress): void
  /** Stops every scan. */
  close(): Promise<void>
}

export const createScanner = ({ radio, timers, log, wanted }: ScannerParts): Scanner => {
  const ears = new Map<BluetoothAddress, Ear>()
  const hushed = new Set<BluetoothAddress>()
  let closed = false

  const earOf = (adapter: BluetoothAddress): Ear => {
    const ear = ears.get(adapter) ?? { listening: 'off', busy: undefined, complained: false }
    ears.set(adapter, ear)
    return ear
  }
  const wish = (adapter: BluetoothAddress): Listening => (closed || hushed.has(adapter) ? 'off' : wanted(adapter))

  const ask = async (adapter: BluetoothAddress, listening: Listening): Promise<void> => {
    if (listening === 'off') return radio.stopScan(adapter)
    await radio.startScan(adapter, { everyAdvertisement: listening === 'everything' })
  }
  const complain = (ear: Ear, error: unknown): void => {
    const code = error instanceof RadioError ? error.code : 'failed'
    if (!ear.complained) log.warn({ code }, 'scanning is refused')
    ear.complained = true
  }
  const turn = async (adapter: BluetoothAddress, ear: Ear): Promise<void> => {
    const listening = wish(adapter)
    if (listening === ear.listening) return
    ear.listening = listening
    try {
      await within(timers, limits.call, ask(adapter, listening))
      ear.complained = false
    } catch (error) {
      complain(ear, error)
      // What could not be stopped is taken as stopped, and what did not start is tried again.
      ear.listening = 'off'
    }
  }
  const refresh = (adapter: BluetoothAddress): Promise<void> => {
    const ear = earOf(adapter)
    if (ear.busy !== undefined) return ear.busy.then(() => refresh(adapter))
    if (wish(adapter) === ear.listening) return Promise.resolve()
    ear.busy = turn(adapter, ear).finally(() => {
      ear.busy = undefined
    })
    return ear.busy
  }
  const all = (): readonly BluetoothAddress[] => radio.adapters().map(({ address }) => address)
  return {
    refresh() {
      for (const adapter of all()) if (earOf(adapter).busy === undefined) void refresh(adapter)
    },
    hush(adapter) {
      hushed.add(adapter)
      return refresh(adapter)
    },
    unhush(adapter) {
      if (hushed.delete(adapter)) void refresh(adapter)
    },
    interrupted(adapter) {
      const ear = ears.get(adapter)
      if (ear !== undefined && ear.busy === undefined) ear.listening = 'off'
    },
    async close() {
      closed = true
      await Promise.all(all().map(refresh))
    },
  }
}
