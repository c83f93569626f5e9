import { HealthError } from '../../health/error.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import type { WorkoutSample } from '../../health/sample.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { Workout } from '../../health/workout.js'
import type { HealthStore, SamplePage, SamplePageQuery } from '../../store/health-store.js'
import { narrowed } from './sample-query.js'

type Shared = 'start' | 'end' | 'strict' | 'predicate' | 'sort' | 'limit' | 'cursor'

export interface WorkoutPageQuery extends Pick<SamplePageQuery, Shared> {
  readonly activityType?: WorkoutActivityTypeName | undefined
  /** Seconds without pauses. */
  readonly minDuration?: number | undefined
  readonly maxDuration?: number | undefined
}

export interface WorkoutPage {
  readonly items: readonly Workout[]
  readonly cursor?: string | undefined
}

const limitDefault = 100

const conditionsOf = ({ activityType, minDuration, maxDuration }: WorkoutPageQuery): Predicate[] => [
  ...(activityType === undefined ? [] : [{ activityType: [activityType] }]),
  ...(minDuration === undefined ? [] : [{ duration: { is: '>=' as const, value: minDuration } }]),
  ...(maxDuration === undefined ? [] : [{ duration: { is: '<=' as const, value: maxDuration } }]),
]

/** A person's workouts, newest first unless said otherwise. */
export const workoutPage = async (store: HealthStore, user: string, query: WorkoutPageQuery): Promise<WorkoutPage> => {
  const { start, end, strict, predicate, cursor, limit = limitDefault, sort = 'descending' } = query
  const asked = { start, end, strict, predicate, cursor, limit, sort, types: ['workout' as const] }
  const page = await store.samples(user, narrowed(asked, conditionsOf(query)))
  const items = page.items.filter((sample) => sample.kind === 'workout').map((sample) => sample.workout)
  return { items, cursor: page.cursor }
}

/** The workout with this id; undefined when there is none. */
export const findWorkout = async (store: HealthStore, user: string, id: string): Promise<WorkoutSample | undefined> => {
  const sample = await store.find(user, id)
  return sample?.kind === 'workout' ? sample : undefined
}

/** The same; `notFound` when there is none. */
export const knownWorkout = async (store: HealthStore, user: string, id: string): Promise<WorkoutSample> => {
  const sample = await findWorkout(store, user, id)
  if (sample === undefined) throw new HealthError('notFound', 'there is no such workout')
  return sample
}

/** A page of what belongs to a workout: what its session collected, and what was added to it. */
export const samplesOfWorkout = async (
  store: HealthStore,
  { user, workout }: { readonly user: string; readonly workout: Pick<Workout, 'id'> },
  query: SamplePageQuery,
): Promise<SamplePage> => store.samples(user, narrowed(query, [{ workout: workout.id }]))

/** A page of a person's samples, or of those that belong to the workout that is named; `notFound` without it. */
export const samplesAsked = async (
  store: HealthStore,
  { user, workout: id }: { readonly user: string; readonly workout?: string | undefined },
  query: SamplePageQuery,
): Promise<SamplePage> => {
  if (id === undefined) return store.samples(user, query)
  const { workout } = await knownWorkout(store, user, id)
  return samplesOfWorkout(store, { user, workout }, query)
}
