import type { DeviceProperties } from '../../health/origin.js'
import type { Metadata, Reading } from '../../health/sample.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { DeclaredFigures, WorkoutEvent, WorkoutLocation, WorkoutMetadata } from '../../health/workout.js'
import type { FileProblem } from '../problem.js'

/** What saved something, by its name as the person knows it, and what measured it. One object for all of the same origin. */
export interface AppleOrigin {
  readonly source: { readonly name: string; readonly version?: string | undefined }
  readonly device?: DeviceProperties | undefined
}

/** The file of a workout's way. `path` is relative to the export's folder, without a leading slash or a step upwards. */
export interface AppleRoute {
  readonly path: string
  readonly metadata: Metadata
}

/** A part of a workout with times of its own, epoch ms. */
export interface AppleActivity {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly start: number
  readonly end: number
  readonly events?: readonly WorkoutEvent[] | undefined
  readonly metadata?: WorkoutMetadata | undefined
}

/** A workout of an export, epoch ms, canonical units. */
export interface AppleWorkout {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly start: number
  readonly end: number
  readonly origin: AppleOrigin
  /** IANA name of the zone it was recorded in. */
  readonly timeZone?: string | undefined
  readonly metadata: Metadata
  /** Oldest first, all within the workout; it never resumes before it was paused. */
  readonly events: readonly WorkoutEvent[]
  readonly activities: readonly AppleActivity[]
  readonly declared: DeclaredFigures
  readonly routes: readonly AppleRoute[]
}

/**
 * What an export holds, in its order. The members of a correlation are in its reading, and stand in the file once more as
 * samples of their own, mostly before it.
 */
export type AppleFinding =
  | { readonly type: 'sample'; readonly reading: Reading; readonly origin: AppleOrigin }
  | { readonly type: 'workout'; readonly workout: AppleWorkout }
  /** The rings of a day. */
  | { readonly type: 'summary' }
  | { readonly type: 'problem'; readonly problem: FileProblem }
