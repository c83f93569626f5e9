import type { Statistics } from '../../health/statistics.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { StatisticsByType, Workout, WorkoutActivity } from '../../health/workout.js'
import { fieldOfType, type PointField } from './point.js'

/** The statistics of each field of a point. */
export const figuresIn = (statistics: StatisticsByType): Readonly<Partial<Record<PointField, Statistics>>> =>
  Object.fromEntries(
    Object.entries(statistics).flatMap(([type, one]) => {
      const field = fieldOfType[type as QuantityTypeName]
      return field === undefined ? [] : [[field, one]]
    }),
  )

/** The sports of a workout, or the workout as its one. */
export const activitiesIn = (workout: Workout): readonly WorkoutActivity[] =>
  workout.activityType === 'swimBikeRun' && workout.activities.length > 1 ? workout.activities : [workout]
