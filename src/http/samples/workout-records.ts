import { HealthError } from '../../health/error.js'
import type { WorkoutSample } from '../../health/sample.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { Workout } from '../../health/workout.js'
import type { HealthStore, SamplePage, SamplePageQuery, SampleQuery } from '../../store/health-store.js'

export interface WorkoutPageQuery extends Pick<SamplePageQuery, 'start' | 'end' | 'sort' | 'limit' | 'cursor'> {
  readonly activityType?: WorkoutActivityTypeName | undefined
}

export interface WorkoutPage {
  readonly items: readonly Workout[]
  readonly cursor?: string | undefined
}

const limitDefault = 100

/** A person's workouts, newest first unless said otherwise. */
export const workoutPage = async (store: HealthStore, user: string, query: WorkoutPageQuery): Promise<WorkoutPage> => {
  const { activityType, limit = limitDefault, sort = 'descending', ...span } = query
  const items: Workout[] = []
  let cursor = query.cursor
  do {
    const page = await store.samples(user, { ...span, sort, cursor, types: ['workout'], limit: limit - items.length })
    const workouts = page.items.filter((sample) => sample.kind === 'workout').map((sample) => sample.workout)
    items.push(...workouts.filter((workout) => activityType === undefined || workout.activityType === activityType))
    cursor = page.cursor
  } while (items.length < limit && cursor !== undefined)
  return { items, cursor }
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

const within = (query: SampleQuery, { start, end, sources }: Workout): SampleQuery => ({
  ...query,
  start: Math.max(start, query.start ?? start),
  // A span's end is out, and what was recorded at the last instant is in.
  end: Math.min(end + 1, query.end ?? end + 1),
  sources: query.sources ?? (sources.length === 0 ? undefined : sources),
})

/** A page of what was recorded in a workout: its sources' samples in its time, the record itself left out. */
export const samplesOfWorkout = async (
  store: HealthStore,
  sample: { readonly user: string; readonly workout: Workout },
  query: SamplePageQuery,
): Promise<SamplePage> => {
  const page = await store.samples(sample.user, { ...query, ...within(query, sample.workout) })
  return { ...page, items: page.items.filter(({ kind }) => kind !== 'workout') }
}
