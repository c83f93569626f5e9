import type { QuantityTypeName } from '../../health/type.js'

const keptGaps = 5

const leastStale: Readonly<Partial<Record<QuantityTypeName, number>>> = {
  heartRate: 5_000,
  cyclingPower: 3_000,
  cyclingCadence: 3_000,
  cyclingSpeed: 3_000,
  runningPower: 3_000,
  runningSpeed: 3_000,
}

// A type that metrics.md does not name counts as long as a reading of it holds.
const leastStaleMs = (type: QuantityTypeName): number => leastStale[type] ?? 30_000

/** What is known of one sensor's rhythm: when it was last heard and the times between its last readings, ms. */
export interface Rhythm {
  lastAt: number
  readonly gaps: number[]
}

/** Notes a reading; an older one than the last changes nothing. */
export const beat = (rhythm: Rhythm, at: number): void => {
  if (at <= rhythm.lastAt) return
  if (Number.isFinite(rhythm.lastAt)) rhythm.gaps.push(at - rhythm.lastAt)
  if (rhythm.gaps.length > keptGaps) rhythm.gaps.shift()
  rhythm.lastAt = at
}

// The median, so that one dropout does not pass for a slow sensor. Two readings are not a rhythm yet.
const interval = ({ gaps }: Rhythm): number =>
  gaps.length < 3 ? 0 : (gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0)

/** After which silence a sensor's value is stale, ms: the type's least time or three of its own intervals. */
const staleMs = (type: QuantityTypeName, rhythm: Rhythm): number => Math.max(leastStaleMs(type), 3 * interval(rhythm))

/** Whether the sensor has been silent for too long at an instant. */
export const isStale = (type: QuantityTypeName, rhythm: Rhythm, at: number): boolean =>
  at - rhythm.lastAt > staleMs(type, rhythm)
