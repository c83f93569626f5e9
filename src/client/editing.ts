import { z } from 'zod'
import { type WorkoutJson, workoutJsonSchema } from '../health/json/json-schema.js'
import type { Instant } from '../health/person/queries.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type { Scope } from './reads.js'
import { pathOf } from './transport/transport.js'

/** What is said of a workout that is made of several. */
export interface MergedFacts {
  /** What it is saved by; theirs when left out, and `vitald` when they have several. */
  readonly source?: string | undefined
  /** What all of it was, whatever the records say. */
  readonly activityType?: WorkoutActivityTypeName | undefined
}

/** What can be made of finished workouts. Samples stay; asked again, each answers the same and does nothing twice. */
export interface ClientEditing {
  /**
   * One workout of several; where they overlap, laps and activities are those of the first that has any.
   * `workoutActivityNotAllowed` when their sports cannot be one workout's.
   */
  merge(workouts: readonly string[], facts?: MergedFacts): Promise<WorkoutJson>
  /** Several workouts of one, split at instants or after laps, from 1. */
  split(
    workout: string,
    where: { readonly at: readonly Instant[] } | { readonly laps: readonly number[] },
  ): Promise<readonly WorkoutJson[]>
  /** The same workout with what has come since it was finished. */
  recompute(workout: string): Promise<WorkoutJson>
}

const partsSchema = z.strictObject({ items: z.array(workoutJsonSchema) })

export const clientEditing = ({ transport: { ask }, user }: Scope): ClientEditing => {
  const path = pathOf`/v1/users/${user}/workouts`
  const post = (rest: string, body: object) => ({ method: 'POST', path: path + rest, body }) as const
  return {
    merge: (workouts, facts = {}) => ask(post('/merge', { ...facts, workouts }), workoutJsonSchema),
    split: async (workout, where) => (await ask(post(pathOf`/${workout}/split`, where), partsSchema)).items,
    recompute: (workout) => ask(post(pathOf`/${workout}/recompute`, {}), workoutJsonSchema),
  }
}
