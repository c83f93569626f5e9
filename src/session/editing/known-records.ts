import { type Fault, HealthError, invalidArgument } from '../../health/error.js'
import type { Metadata, WorkoutSample } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'

/** The person's workout with this id; undefined without one. */
export async function findRecord(store: HealthStore, user: string, id: string): Promise<WorkoutSample | undefined> {
  const sample = await store.find(user, id)
  return sample?.kind === 'workout' ? sample : undefined
}

/** The workouts that were made of others, by what their metadata says of it; oldest first. */
export async function madeRecords(
  store: HealthStore,
  user: string,
  metadata: Metadata,
): Promise<readonly WorkoutSample[]> {
  const { items } = await store.samples(user, { types: ['workout'], metadata })
  return items.filter((sample) => sample.kind === 'workout')
}

/** `notFound`, pointing at each workout that is not there. */
export const missing = (errors: readonly Fault[]): HealthError =>
  new HealthError('notFound', 'there is no such workout', errors)

/** Throws when a workout is kept in step by its source, which would bring it back as it was. */
export function checkOurs(records: readonly WorkoutSample[], pointerOf: (at: number) => string): void {
  const errors = records.flatMap(({ metadata }, at) =>
    metadata.syncIdentifier === undefined
      ? []
      : [{ pointer: pointerOf(at), message: 'is kept in step with where it was recorded' }],
  )
  if (errors.length > 0) throw invalidArgument('what another program keeps in step cannot be changed here', errors)
}

const ofOneRecord: readonly string[] = [
  'finishSteps',
  'mergedFrom',
  'splitFrom',
  'splitAt',
  'activitiesBegun',
  'collections',
]

/** What a record's metadata say of it that holds as well of what is made of it. */
export const lastingMetadata = (metadata: Metadata): Metadata =>
  Object.fromEntries(Object.entries(metadata).filter(([key]) => !ofOneRecord.includes(key)))
