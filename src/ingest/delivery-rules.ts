import { type Fault, HealthError } from '../health/error.js'
import type { Reading } from '../health/sample.js'
import { hasUndeterminedDuration } from '../health/time.js'
import { implausible, isPlausible } from './sanity.js'

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

/** What a delivery is held against: the device it comes from, and the latest instant it may name, epoch ms. */
interface Bounds {
  readonly device: string
  readonly latest: number
}

interface Rule {
  readonly reason: RefusalReason
  readonly message: string
  readonly isKept: (reading: Reading, bounds: Bounds) => boolean
  /** What is wrong with a reading that breaks it. `pointer` is where the reading stands. */
  readonly faults: (reading: Reading, pointer: string, bounds: Bounds) => readonly Fault[]
}

const sane: Rule = {
  reason: 'implausible',
  message: 'no body does that',
  isKept: isPlausible,
  faults: implausible,
}

const afterEpoch: Rule = {
  reason: 'negativeTimestamp',
  message: 'a time stamp lies before 1970',
  isKept: ({ start }) => start >= 0,
  faults: (_reading, pointer) => [{ pointer: `${pointer}/start`, message: 'lies before 1970' }],
}

const notAhead: Rule = {
  reason: 'futureTimestamp',
  message: "the device's clock is ahead",
  isKept: (reading, { latest }) =>
    reading.start <= latest && (reading.end <= latest || hasUndeterminedDuration(reading)),
  faults: ({ start }, pointer, { latest }) => [
    { pointer: `${pointer}/${start > latest ? 'start' : 'end'}`, message: 'lies in the future' },
  ],
}

const isOf = (named: string | undefined, device: string): boolean => named === undefined || named === device

const ofDevice: Rule = {
  reason: 'otherDevice',
  message: 'a device speaks for itself alone',
  isKept: ({ source, device: named }, { device }) => isOf(named, device) && isOf(source, device),
  faults: (reading, pointer, { device }) =>
    (['source', 'device'] as const)
      .filter((name) => !isOf(reading[name], device))
      .map((name) => ({ pointer: `${pointer}/${name}`, message: 'has to be the device that sends it' })),
}

function check(readings: readonly Reading[], rules: readonly Rule[], bounds: Bounds): void {
  // Nearly always all is well: only what is not gets its pointers made.
  for (const { reason, message, isKept, faults } of rules) {
    if (readings.every((reading) => isKept(reading, bounds))) continue
    const found = readings.flatMap((reading, index) =>
      isKept(reading, bounds) ? [] : faults(reading, `/samples/${index}`, bounds),
    )
    throw new Refusal(reason, message, found)
  }
}

/** How far a device's clock may be ahead of ours, ms. */
const aheadMs = 60_000
const deviceRules = [ofDevice, afterEpoch, notAhead, sane]
const programRules = [afterEpoch, sane]
const unbounded: Bounds = { device: '', latest: Infinity }

/** Throws a `Refusal` that points at every reading which breaks a rule for devices. `now` is epoch ms. */
export const checkDelivery = (device: string, readings: readonly Reading[], now: number): void =>
  check(readings, deviceRules, { device, latest: now + aheadMs })

/** The same for a program's samples: these may lie in the future, as HealthKit allows, and come from any device. */
export const checkSamples = (readings: readonly Reading[]): void => check(readings, programRules, unbounded)
