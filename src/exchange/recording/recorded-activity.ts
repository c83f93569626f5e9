import type { Span } from '../../health/clock.js'
import type { DeclaredStatistics } from '../../health/workout.js'
import type { Records } from './records.js'
import type { Measures } from './sport.js'

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
  /** Degrees of WGS 84. */
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
  /** m above mean sea level. */
  readonly altitude?: number | undefined
  /** Degrees clockwise from true north, 0 to less than 360. */
  readonly course?: number | undefined
  /** Radius of uncertainty, m. */
  readonly horizontalAccuracy?: number | undefined
  readonly verticalAccuracy?: number | undefined
  /** m, of one step. */
  readonly strideLength?: number | undefined
  /** cm. */
  readonly verticalOscillation?: number | undefined
  /** ms. */
  readonly groundContactTime?: number | undefined
}

/** A lap as its file declares it. `timer` is its length without pauses, s; `distance` in m, `energy` in kcal. */
export interface ActivityLap {
  readonly start: number
  readonly timer?: number | undefined
  readonly distance?: number | undefined
  readonly energy?: number | undefined
}

/** What the file says of the whole: start and end in epoch ms, length without pauses in s, distance in m, energy in kcal. */
interface ActivitySummary {
  readonly start?: number | undefined
  readonly end?: number | undefined
  readonly timer?: number | undefined
  readonly distance?: number | undefined
  readonly energy?: number | undefined
}

/** A sport of several in one file. Epoch ms. */
export interface ActivityPart extends Span {
  /** The file's own words: `cycling`, `Biking`. */
  readonly sport: string
  readonly subSport?: string | undefined
}

/** What a file says itself of a session or a lap, in the units of a record; what it leaves out is absent. */
export interface DeclaredPart {
  readonly sport: string
  readonly subSport?: string | undefined
  /** Without pauses, s. */
  readonly timer?: number | undefined
  /** `energy` in kcal. */
  readonly measured: Readonly<Partial<Record<keyof Measures | 'energy', DeclaredStatistics>>>
  /** By the names and in the units of a workout's. */
  readonly metrics: Readonly<Record<string, number>>
}

/** Intervals between beats, ms, and when they were written, epoch ms. */
export interface BeatIntervals {
  readonly at: number
  readonly intervals: readonly number[]
}

/** What recorded it, by its own words. */
export interface RecordingDevice {
  readonly manufacturer?: string | undefined
  readonly name?: string | undefined
  readonly serial?: string | undefined
  readonly software?: string | undefined
}

/** The content of a FIT, TCX or GPX file in one form, before anything is concluded from it. */
export interface RecordedActivity {
  /** The file's own words: `cycling`, `Biking`. */
  readonly sport: string
  readonly subSport?: string | undefined
  readonly hasPosition: boolean
  readonly records: Records
  /** When the timer ran, in order; empty when the file does not say. */
  readonly timer: readonly Span[]
  readonly laps: readonly ActivityLap[]
  readonly summary: ActivitySummary
  readonly beats: readonly BeatIntervals[]
  /** The sports one after another, when there are several. */
  readonly parts: readonly ActivityPart[]
  /** One after another: sessions or laps. */
  readonly declared?: readonly DeclaredPart[] | undefined
  readonly device?: RecordingDevice | undefined
  /** Local time less UTC at the time of recording, min, when the file says so. */
  readonly utcOffset?: number | undefined
}
