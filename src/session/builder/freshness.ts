import type { QuantityTypeName } from '../../health/type.js'

const leastStale: Readonly<Partial<Record<QuantityTypeName, number>>> = {
  heartRate: 5_000,
  cyclingPower: 3_000,
  cyclingCadence: 3_000,
  cyclingSpeed: 3_000,
  runningPower: 3_000,
  runningSpeed: 3_000,
}

/** For how long a sensor may be silent, ms; of a type that metrics.md does not name, as long as a reading holds. */
export const leastStaleMs = (type: QuantityTypeName): number => leastStale[type] ?? 30_000

/**
 * What is known of one sensor's rhythm: when it was last heard and the times between its last readings. Epoch ms, ms. A
 * class to be extended: an object that is spread and added to weighs two and a half times as much.
 */
export class Rhythm {
  /** After which silence it is stale at the earliest. */
  readonly patience: number
  lastAt = Number.NEGATIVE_INFINITY
  /** When it came back from its last silence; before all time while it has never been silent. */
  backSince = Number.NEGATIVE_INFINITY
  /** The last ones, of which each takes the place of the oldest. Room for all at once: what grows takes three times as much. */
  readonly gaps = [0, 0, 0, 0, 0]
  /** How many gaps there were in all. */
  gapCount = 0

  constructor(patience: number) {
    this.patience = patience
  }
}

// The median, so that one dropout does not pass for a slow sensor. Two readings are not a rhythm yet.
const interval = ({ gaps, gapCount }: Rhythm): number => {
  if (gapCount < 3) return 0
  const known = gaps.slice(0, gapCount).sort((a, b) => a - b)
  return known[known.length >> 1] ?? 0
}

/** Whether a time is longer than a sensor may be silent: its type's least time or three of its own intervals. */
const isTooLong = (rhythm: Rhythm, ms: number): boolean => ms > rhythm.patience && ms > 3 * interval(rhythm)

/** Notes a reading; an older one than the last changes nothing. */
export const beat = (rhythm: Rhythm, at: number): void => {
  const { lastAt, gaps, gapCount } = rhythm
  if (at <= lastAt) return
  if (Number.isFinite(lastAt)) {
    if (isTooLong(rhythm, at - lastAt)) rhythm.backSince = at
    gaps[gapCount % gaps.length] = at - lastAt
    rhythm.gapCount += 1
  }
  rhythm.lastAt = at
}

/** Whether the sensor has been silent for too long at an instant. */
export const isStale = (rhythm: Rhythm, at: number): boolean => isTooLong(rhythm, at - rhythm.lastAt)

/** Whether the sensor was never silent for too long, or has been heard since for as long as it may be silent. */
export const isSteady = (rhythm: Rhythm): boolean =>
  rhythm.lastAt - rhythm.backSince >= Math.max(rhythm.patience, 3 * interval(rhythm))
