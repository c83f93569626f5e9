import type { QuantityTypeName } from './type.js'

/** The figures that can be asked for (HKStatisticsOptions). */
export const statisticsOptions = [
  'cumulativeSum',
  'discreteAverage',
  'discreteMin',
  'discreteMax',
  'mostRecent',
  'duration',
] as const
export type StatisticsOption = (typeof statisticsOptions)[number]

/** The most recent quantity and its time, epoch ms. */
export interface MostRecent {
  readonly value: number
  /** Where its time ends. */
  readonly at: number
  /** Where its time starts, when it is known apart. */
  readonly start?: number | undefined
}

/**
 * Figures over quantities of one type, in `unit`. Cumulative types have `sum`; discrete ones `average`, `min`, `max`.
 * `start` and `end` are the earliest start and latest end of what was counted, epoch ms; `duration` in seconds.
 */
export interface Statistics {
  readonly type: QuantityTypeName
  readonly unit: string
  readonly start: number
  readonly end: number
  readonly sum?: number | undefined
  readonly average?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly mostRecent?: MostRecent | undefined
  readonly duration?: number | undefined
  readonly count: number
  readonly sources: readonly string[]
  readonly bySource?: Readonly<Record<string, Statistics>> | undefined
  /** Of a cumulative type, when asked for: how the sum came about, most trusted source first. */
  readonly explanation?: readonly Contribution[] | undefined
}

/**
 * What one source added to a sum, in `unit` of the statistics. `total` = `counted` + `setAside`, which is what is in
 * `coveredBy`; the `counted` of all contributions are the sum.
 */
export interface Contribution {
  readonly source: string
  /** These were entered by hand through a source that the person has not ranked, and so are trusted more than it. */
  readonly manual?: boolean | undefined
  /** Place in the order of trust, from 1. */
  readonly rank: number
  readonly count: number
  /** The sum of what it has in the window, pro rata at its edges. */
  readonly total: number
  readonly counted: number
  /** Not counted, because the time was covered already. */
  readonly setAside: number
  /** Of that, by which source the time was covered: a better one, or itself where its own samples overlap. */
  readonly coveredBy: Readonly<Record<string, number>>
  /** Seconds of this source that its own samples cover more than once. */
  readonly ownOverlap: number
}
