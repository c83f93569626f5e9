import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'

/** Numbers of the FIT profile for workouts. @see FIT SDK, `workout` (26) and `workout_step` (27). */
export const messages = { fileId: 0, workout: 26, workoutStep: 27 } as const
export const workoutFields = { sport: 4, name: 8, subSport: 11, description: 17 } as const
export const stepFields = {
  index: 254,
  name: 0,
  durationType: 1,
  durationValue: 2,
  targetType: 3,
  targetValue: 4,
  customLow: 5,
  customHigh: 6,
  intensity: 7,
  notes: 8,
} as const

export const durations = {
  time: 0,
  distance: 1,
  heartRateBelow: 2,
  heartRateAbove: 3,
  energy: 4,
  open: 5,
  repeat: 6,
} as const

/** Above it a heart rate is in count/min, else in hundredths of the greatest. */
export const heartRateOffset = 100
/** From it on a power is in W, below in hundredths of the threshold. */
export const powerOffset = 1_000
export const millimetresPerSecond = 1_000
export const durationScale = { time: 1_000, distance: 100 } as const

export type FitTarget = 'speed' | 'heart_rate' | 'cadence' | 'power'

/** The quantity type of a FIT target in a sport, where HealthKit has one. */
export const typeOf = (target: FitTarget, activityType: WorkoutActivityTypeName): QuantityTypeName | undefined => {
  const isRun = activityType === 'running' || activityType === 'walking' || activityType === 'hiking'
  if (target === 'heart_rate') return 'heartRate'
  if (target === 'power') return isRun ? 'runningPower' : 'cyclingPower'
  if (target === 'speed') return isRun ? 'runningSpeed' : 'cyclingSpeed'
  return isRun ? undefined : 'cyclingCadence'
}
