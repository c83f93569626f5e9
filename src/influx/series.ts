import type { WorkoutActivityTypeName } from '../health/type.js'
import type { WorkoutEventName } from '../health/workout.js'

/** What InfluxDB calls a series: a measurement and its tags, ordered by name, which costs the server the least. */
export interface Series {
  readonly measurement: string
  readonly tags: readonly Tag[]
}

/** A tag without a value is left out of the point. */
type Tag = readonly [name: string, value: string | undefined]

/** Whose it is and what saved it; kept samples and deleted ones have this alike. */
export interface Origin {
  readonly user: string
  readonly source: string
  readonly device?: string | undefined
}

/** The series of a quantity or a category. */
export const sampleSeries = (measurement: string, { user, source, device }: Origin): Series => ({
  measurement,
  tags: [
    ['device', device],
    ['source', source],
    ['user', user],
  ],
})

/** The series of the workouts of one activity. */
export const workoutSeries = (activityType: WorkoutActivityTypeName, { user, source }: Origin): Series => ({
  measurement: 'workout',
  tags: [
    ['activityType', activityType],
    ['source', source],
    ['user', user],
  ],
})

/** The series of one kind of workout event. */
export const eventSeries = (event: WorkoutEventName, user: string): Series => ({
  measurement: 'workoutEvent',
  tags: [
    ['event', event],
    ['user', user],
  ],
})
