import type { QuantityTypeName } from './type.js'

/** The most recent quantity and the end of its time, epoch ms. */
export interface MostRecent {
  readonly value: number
  readonly at: number
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
}
