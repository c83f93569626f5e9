import type { LiveSample } from '../wire.js'

/** What is known of a live type: its last value, when it came, and the pace at which values come. Times in ms. */
export interface Reading {
  readonly type: string
  /** The last value; undefined when none has come yet. */
  readonly value?: number | undefined
  readonly unit: string
  readonly source?: string | undefined
  readonly device?: string | undefined
  /** When the last value came, by the page's clock. */
  readonly receivedAt: number
  /** Whether the server has said since that there is no present value. */
  readonly lost: boolean
  /** Between the last values, at most three. */
  readonly intervals: readonly number[]
}

const keptIntervals = 3

/** The reading after a message. A `null` keeps the last value and when it came. */
export const nextReading = (previous: Reading | undefined, sample: LiveSample, now: number): Reading => {
  const { type, unit, source, device } = sample
  if (sample.value === null)
    return previous
      ? { ...previous, lost: true }
      : { type, unit, source, device, receivedAt: now, lost: true, intervals: [] }
  const known = previous?.value === undefined ? [] : [...previous.intervals, now - previous.receivedAt]
  return {
    type,
    unit,
    source,
    device,
    value: sample.value,
    receivedAt: now,
    lost: false,
    intervals: known.slice(-keptIntervals),
  }
}

/**
 * How long a value counts as present, ms: 5 s for heart rate, 3 s for the others, or three of the device's own
 * intervals if those are longer. The shortest recent interval is taken, so that a dropout does not stretch the limit.
 */
export const staleAfterMs = (reading: Reading): number => {
  const limit = reading.type === 'heartRate' ? 5000 : 3000
  const own = reading.intervals.length < keptIntervals ? 0 : 3 * Math.min(...reading.intervals)
  return Math.max(limit, own)
}

export const isStale = (reading: Reading, now: number): boolean =>
  reading.lost || now - reading.receivedAt > staleAfterMs(reading)

/** Whole seconds without a value. */
export const silentSeconds = (reading: Reading, now: number): number =>
  Math.max(0, Math.floor((now - reading.receivedAt) / 1000))
