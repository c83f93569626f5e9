import type { FaultName } from '../faults.js'
import { createRandom, seedFor } from '../seed.js'

/** What can go wrong with a sensor in the air; a clock or an order of its own it has not. */
export const sensorFaults = ['dropout', 'spike', 'duplicate'] as const satisfies readonly FaultName[]
export type SensorFault = (typeof sensorFaults)[number]

export interface Glitches {
  /** A measured value, or several times that. */
  value(measured: number): number
  /** Sends what is due now: once, twice, or not at all. */
  send(notify: () => void): void
}

/** The faults of `simulators/faults.ts` as a sensor shows them: silence for up to half a minute, a spike, a value twice. */
export const createGlitches = (faults: readonly SensorFault[], seed: number): Glitches => {
  const random = createRandom(seedFor(seed, 'glitches'))
  const strikes = (fault: SensorFault, share: number): boolean => faults.includes(fault) && random.next() < share
  let silence = 0
  return {
    value: (measured) => (strikes('spike', 1 / 500) ? Math.round(measured * (2 + 2 * random.next())) : measured),
    send(notify) {
      if (strikes('dropout', 1 / 200)) silence = 5 + Math.floor(25 * random.next())
      if (silence > 0) {
        silence--
        return
      }
      notify()
      if (strikes('duplicate', 1 / 50)) notify()
    },
  }
}
