import type { HeartRateFacts } from '../health/exercise/heart-rate.js'
import type { Since } from '../health/exercise/history.js'

/** What a person wants to reach each day. */
export interface Goals {
  /** kcal of active energy. */
  readonly move?: number | undefined
  /** Minutes of moving, for who counts those instead of energy. */
  readonly moveTime?: number | undefined
  /** Minutes. */
  readonly exercise?: number | undefined
  /** Hours. */
  readonly stand?: number | undefined
}

/** Civil days, `2026-11-22`: `start` is in, `end` is out; without an end they go on. */
export interface PausedDays {
  readonly start: string
  readonly end?: string | undefined
}

/** What the rings need to know of a person. The history of a fact is ordered by time. */
export interface Person extends HeartRateFacts {
  readonly timeZone: string
  /** count/min. */
  readonly restingHeartRate?: number | undefined
  readonly goals?: Goals | undefined
  /** What the move ring counts; energy when left out. */
  readonly activityMoveMode?: string | undefined
  readonly wheelchairUse?: string | undefined
  readonly pausedDays?: readonly PausedDays[] | undefined
  /** Sources by type, most trusted first. */
  readonly sourcePriority?: Readonly<Partial<Record<string, readonly string[]>>> | undefined
  readonly history?: {
    readonly timeZone?: readonly Since<string>[] | undefined
    readonly restingHeartRate?: readonly Since<number>[] | undefined
    readonly maximumHeartRate?: readonly Since<number>[] | undefined
    readonly goals?: readonly Since<Goals>[] | undefined
  }
}
