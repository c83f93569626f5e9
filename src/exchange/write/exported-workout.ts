import type { Sample } from '../../health/sample.js'
import type { Workout } from '../../health/workout.js'

/** A finished workout and all that was recorded in it, by start. What a file is written from. */
export interface ExportedWorkout {
  readonly workout: Workout
  readonly samples: readonly Sample[]
  /** Minutes of local time ahead of UTC when it began. */
  readonly utcOffset?: number | undefined
  /** What made it, for readers that show that. */
  readonly version: string
}
