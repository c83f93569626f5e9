import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'

const wheels: readonly QuantityTypeName[] = ['cyclingCadence', 'cyclingSpeed', 'cyclingPower']
const feet: readonly QuantityTypeName[] = ['runningSpeed', 'walkingSpeed', 'runningPower', 'stepCount']

const ownTypes: Readonly<Partial<Record<WorkoutActivityTypeName, readonly QuantityTypeName[]>>> = {
  cycling: wheels,
  handCycling: wheels,
  running: feet,
  walking: feet,
  hiking: feet,
  swimBikeRun: [...wheels, ...feet, 'distanceCycling', 'distanceSwimming', 'swimmingStrokeCount'],
}

const ofAnyMotion: readonly QuantityTypeName[] = [...wheels, ...feet]

const ownTypesOf = (activity: WorkoutActivityTypeName): readonly QuantityTypeName[] => ownTypes[activity] ?? ofAnyMotion

/** The types that tell whether anything moves in an activity: 0 of all of them is standing still. */
export const motionTypes = (activity: WorkoutActivityTypeName): readonly QuantityTypeName[] => [
  ...new Set([...ownTypesOf(activity), distanceTypeOf(activity)]),
]

/** Whether a type is one of them. */
export const tellsOfMotion = (activity: WorkoutActivityTypeName, type: string): boolean =>
  distanceTypeOf(activity) === type || ownTypesOf(activity).some((own) => own === type)

const pausing: readonly WorkoutActivityTypeName[] = ['cycling', 'handCycling', 'running']

/** Whether a workout pauses by itself when nobody says (metrics.md): where traffic stops who rides or runs. */
export const pausesByItself = (activity: WorkoutActivityTypeName, location: WorkoutLocation): boolean =>
  location === 'outdoor' && pausing.includes(activity)
