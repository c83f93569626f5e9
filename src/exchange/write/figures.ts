import type { Statistics } from '../../health/statistics.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { StatisticsByType, Workout, WorkoutActivity } from '../../health/workout.js'
import { fieldOfType, type PointField } from './point.js'

/** The statistics of each field of a point. What came of a total by several types, such as two kinds of way, is added up. */
export function figuresIn(statistics: StatisticsByType): Readonly<Partial<Record<PointField, Statistics>>> {
  const figures: Partial<Record<PointField, Statistics>> = {}
  for (const [type, one] of Object.entries(statistics)) {
    const field = fieldOfType[type as QuantityTypeName]
    if (field === undefined) continue
    const known = figures[field]
    if (known === undefined) figures[field] = one
    else if (known.sum !== undefined) figures[field] = { ...known, sum: known.sum + (one.sum ?? 0) }
  }
  return figures
}

/** The sports of a workout, or the workout as its one. */
export const activitiesIn = (workout: Workout): readonly WorkoutActivity[] =>
  workout.activityType === 'swimBikeRun' && workout.activities.length > 1 ? workout.activities : [workout]
