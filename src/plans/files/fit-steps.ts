import { measuresOf } from '../../exchange/recording/sport.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'

/** Numbers of the FIT profile for workouts. @see FIT SDK, `workout` (26) and `workout_step` (27). */
export const messages = { fileId: 0, workout: 26, workoutStep: 27 } as const
export const workoutFields = { sport: 4, validSteps: 6, name: 8, subSport: 11, description: 17 } as const
/** What a device needs to be able to, which a plan does not care about. */
export const capabilities = 5
/** Messages that say nothing of a plan: of devices, developers and the file's maker. */
export const withoutMeaning: readonly number[] = [23, 49, 206, 207]

export const stepFields = {
  index: 254,
  name: 0,
  durationType: 1,
  durationValue: 2,
  times: 4,
  intensity: 7,
  notes: 8,
} as const

/** Where a step's targets stand. */
export const targetFields = { type: 3, value: 4, low: 5, high: 6 } as const
export const secondaryFields = { type: 19, value: 20, low: 21, high: 22 } as const
export type TargetFields = Readonly<Record<keyof typeof targetFields, number>>

export const durations = {
  time: 0,
  distance: 1,
  heartRateBelow: 2,
  heartRateAbove: 3,
  energy: 4,
  open: 5,
  repeat: 6,
  repetitionTime: 28,
} as const

/** Repeats whose times depend on how it goes. */
export const openRepeats: ReadonlySet<number> = new Set([7, 8, 9, 10, 11, 12, 13, 17, 18, 27])

/** Above it a heart rate is in count/min, else in hundredths of the greatest. */
export const heartRateOffset = 100
/** From it on a power is in W, below in hundredths of the threshold. */
export const powerOffset = 1_000
export const millimetresPerSecond = 1_000
export const durationScale = { time: 1_000, distance: 100 } as const

export type FitTarget = 'speed' | 'heart_rate' | 'cadence' | 'power'

/** What a target is held against: each value, the average of some seconds, or that of the lap. */
export interface TargetKind {
  readonly of: FitTarget
  readonly seconds?: number
  readonly isOfLap?: true
}

export const openTarget = 2
export const targetKinds: ReadonlyMap<number, TargetKind> = new Map<number, TargetKind>([
  [0, { of: 'speed' }],
  [1, { of: 'heart_rate' }],
  [3, { of: 'cadence' }],
  [4, { of: 'power' }],
  [7, { of: 'power', seconds: 3 }],
  [8, { of: 'power', seconds: 10 }],
  [9, { of: 'power', seconds: 30 }],
  [10, { of: 'power', isOfLap: true }],
  [12, { of: 'speed', isOfLap: true }],
  [13, { of: 'heart_rate', isOfLap: true }],
])

const measureNames = { speed: 'speed', heart_rate: 'heartRate', cadence: 'cadence', power: 'power' } as const

/** The quantity type of a FIT target in a sport, where HealthKit has one. */
export const typeOf = (target: FitTarget, activityType: WorkoutActivityTypeName): QuantityTypeName | undefined =>
  measuresOf(activityType)[measureNames[target]]
