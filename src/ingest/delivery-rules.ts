import { type Fault, HealthError } from '../health/error.js'
import type { Reading } from '../health/sample.js'
import { implausible } from './sanity.js'

/** Why readings are refused, as the ledger counts it. */
export type RefusalReason = 'implausible' | 'futureTimestamp' | 'negativeTimestamp' | 'otherDevice' | 'waitingRoomFull'

/** A refusal that names the broken rule besides the error for the sender. */
export class Refusal extends HealthError {
  readonly reason: RefusalReason

  constructor(reason: RefusalReason, message: string, errors: readonly Fault[]) {
    super(reason === 'waitingRoomFull' ? 'authorizationNotDetermined' : 'invalidArgument', message, errors)
    this.reason = reason
  }
}

interface Rule {
  readonly reason: RefusalReason
  readonly message: string
  readonly faults: (reading: Reading, pointer: string) => readonly Fault[]
}

const refuseFor =
  (rules: readonly Rule[]) =>
  (readings: readonly Reading[]): void => {
    for (const { reason, message, faults } of rules) {
      const found = readings.flatMap((reading, index) => faults(reading, `/samples/${index}`))
      if (found.length > 0) throw new Refusal(reason, message, found)
    }
  }

const sane: Rule = { reason: 'implausible', message: 'no body does that', faults: implausible }

const afterEpoch: Rule = {
  reason: 'negativeTimestamp',
  message: 'a time stamp lies before 1970',
  faults: ({ start }, pointer) => (start < 0 ? [{ pointer: `${pointer}/start`, message: 'lies before 1970' }] : []),
}

const notLaterThan = (latest: number): Rule => ({
  reason: 'futureTimestamp',
  message: "the device's clock is ahead",
  faults: ({ start, end }, pointer) => {
    if (Math.max(start, end) <= latest) return []
    return [{ pointer: `${pointer}/${start > latest ? 'start' : 'end'}`, message: 'lies in the future' }]
  },
})

const ofDevice = (device: string): Rule => ({
  reason: 'otherDevice',
  message: 'a device speaks for itself alone',
  faults: (reading, pointer) =>
    reading.device === undefined || reading.device === device
      ? []
      : [{ pointer: `${pointer}/device`, message: 'has to be the device that sends it' }],
})

/** How far a device's clock may be ahead of ours, ms. */
const aheadMs = 60_000

/** Throws a `Refusal` that points at every reading which breaks a rule for devices. `now` is epoch ms. */
export const checkDelivery = (device: string, readings: readonly Reading[], now: number): void =>
  refuseFor([ofDevice(device), afterEpoch, notLaterThan(now + aheadMs), sane])(readings)

/** The same for a program's samples: these may lie in the future, as HealthKit allows, and come from any device. */
export const checkSamples: (readings: readonly Reading[]) => void = refuseFor([afterEpoch, sane])
