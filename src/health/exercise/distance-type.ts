import { workoutActivityTypeRows } from '../data/workout-activity-types.js'
import { findType, type QuantityTypeName, type WorkoutActivityTypeName } from '../type.js'

const suggested = new Map(
  workoutActivityTypeRows.map((row) => [
    row.name,
    'suggestedDistanceType' in row ? row.suggestedDistanceType : undefined,
  ]),
)

/** The type in which an activity's distance is measured. Where HealthKit suggests none, on foot. */
export const distanceTypeOf = (activity: WorkoutActivityTypeName): QuantityTypeName => {
  const type = findType(`HKQuantityTypeIdentifier${suggested.get(activity)}`)
  return type?.family === 'quantity' ? type.name : 'distanceWalkingRunning'
}
