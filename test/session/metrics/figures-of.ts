import { distanceTypeOf } from '../../../src/health/exercise/distance-type.js'
import type { NewHeartbeatSeriesSample, NewWorkoutRouteSample, Sample } from '../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { Workout, WorkoutEvent } from '../../../src/health/workout.js'
import { Fold, type FoldPlan } from '../../../src/session/builder/fold.js'
import type { Quantity } from '../../../src/session/builder/quantity.js'
import { recordOf } from '../../../src/session/builder/record.js'
import type { Profile } from '../../../src/session/profile.js'

/** A man of 75 kg and 1.80 m, 40 years old on the day of the workout. */
export const rider = {
  bodyMass: 75,
  height: 1.8,
  dateOfBirth: '1986-06-01',
  biologicalSex: 'male',
} as const satisfies Profile

/** 2026-11-22T10:00:00Z. */
export const start = Date.parse('2026-11-22T10:00:00Z')

/** The same value once a second, from one second of the workout to another. */
export const steady = (type: QuantityTypeName, value: number, from: number, to: number): readonly Quantity[] =>
  Array.from({ length: to - from }, (_, index) => {
    const at = start + (from + index) * 1_000
    return { type, value, start: at, end: at, source: 'watch' }
  })

/** An amount over some seconds of the workout. */
export const over = (type: QuantityTypeName, value: number, from: number, to: number): Quantity => ({
  ...{ type, value, source: 'watch' },
  ...{ start: start + from * 1_000, end: start + to * 1_000 },
})

/** A workout of some seconds. */
export interface Exercise {
  readonly seconds: number
  readonly activityType?: Workout['activityType']
  readonly profile?: Profile
  readonly events?: readonly WorkoutEvent[]
  readonly quantities?: readonly Quantity[]
  readonly samples?: readonly (NewHeartbeatSeriesSample | NewWorkoutRouteSample)[]
}

const planOf = ({ seconds, activityType = 'cycling', profile = {}, events = [] }: Exercise): FoldPlan => ({
  ...{ start, end: start + seconds * 1_000, events, profile, activityType },
  ...{ priority: () => [], distanceType: distanceTypeOf(activityType) },
})

/** The record that a fold gives of quantities as they come, and whether it says that it counted all of them rightly. */
export const foldedOf = (exercise: Exercise): { readonly record: Workout; readonly isInOrder: boolean } => {
  const plan = planOf(exercise)
  const { activityType = 'cycling', end = start, events } = plan
  const fold = new Fold(plan)
  const added = (exercise.quantities ?? []).map((quantity) => fold.add(quantity))
  const taken = (exercise.samples ?? []).map((sample) => fold.take({ uuid: '', ...sample } as Sample))
  fold.finish(end)
  const facts = {
    id: '00000000-0000-4000-8000-000000000001',
    user: 'me',
    source: 'vitald',
    location: 'outdoor',
    live: false,
  } as const
  const record = recordOf({ context: { ...facts, activityType, start, end, events }, fold, at: end })
  return { record, isInOrder: [...added, ...taken].every(Boolean) }
}

/** The record that a fold in time order gives. */
export const recordedOf = ({ quantities = [], ...exercise }: Exercise): Workout =>
  foldedOf({ ...exercise, quantities: quantities.toSorted((a, b) => a.start - b.start) }).record
