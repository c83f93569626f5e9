import type { Span } from '../../src/health/clock.js'

/** One record of a file. Times are epoch ms; what the file leaves out is absent, and a stored 0 stays 0. */
export interface ActivityRecord {
  readonly at: number
  /** count/min. */
  readonly heartRate?: number | undefined
  /** W. */
  readonly power?: number | undefined
  /** count/min; of one leg in a run. */
  readonly cadence?: number | undefined
  /** m/s. */
  readonly speed?: number | undefined
  /** m since the start. */
  readonly distance?: number | undefined
}

/** A lap as its file declares it. `timer` is its length without pauses, s. */
export interface ActivityLap {
  readonly start: number
  readonly timer?: number | undefined
}

/** What the file says of the whole: length without pauses in s, distance in m. */
interface ActivitySummary {
  readonly timer?: number | undefined
  readonly distance?: number | undefined
}

/** The content of a FIT or TCX file in one form, before anything is concluded from it. */
export interface RecordedActivity {
  /** The file's own words: `cycling`, `Biking`. */
  readonly sport: string
  readonly subSport?: string | undefined
  readonly hasPosition: boolean
  readonly records: readonly ActivityRecord[]
  /** When the timer ran, in order; empty when the file does not say. */
  readonly timer: readonly Span[]
  readonly laps: readonly ActivityLap[]
  readonly summary: ActivitySummary
  /** ms, as they were stored. */
  readonly rrIntervals: readonly number[]
}
