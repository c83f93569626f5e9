import type { Workout } from '../../health/workout.js'
import { type MergeOrder, mergeWorkouts } from './merge.js'
import { recomputeWorkout } from './recompute.js'
import type { RecordParts } from './refold.js'
import { type SplitOrder, splitWorkout } from './split.js'

/**
 * What can be made of finished workouts. Samples stay as they are; new records are folded from them as that of a session
 * is, and take the place of the old ones in one commit. Asked again, each answers the same and does nothing twice.
 * `notFound` and `invalidArgument` point at what is wrong.
 */
export interface WorkoutEditing {
  /** One workout of several. `workoutActivityNotAllowed` when their sports cannot be one workout's (semantics § 10.4). */
  merge(user: string, order: MergeOrder): Promise<Workout>
  /** Several workouts of one, oldest first. */
  split(user: string, id: string, order: SplitOrder): Promise<readonly Workout[]>
  /** The same workout with what has come since it was finished. */
  recompute(user: string, id: string): Promise<Workout>
}

export interface WorkoutEditingParts extends RecordParts {
  /** Makes the UUID of a new workout. */
  readonly newId: () => string
}

/** Opens the editing of finished workouts. */
export function openWorkoutEditing({ newId, ...parts }: WorkoutEditingParts): WorkoutEditing {
  // One after the other for each person: two at once would not see each other's records.
  const last = new Map<string, Promise<unknown>>()
  const inTurn = <Result>(user: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(user) ?? Promise.resolve()
    const next = before
      .catch(() => undefined)
      .then(() => parts.store.settled())
      .then(work)
    last.set(user, next)
    const forget = () => last.get(user) === next && last.delete(user)
    next.then(forget, forget)
    return next
  }
  return {
    merge: (user, order) => inTurn(user, () => mergeWorkouts(parts, { user, id: newId() }, order)),
    split: (user, id, order) => inTurn(user, () => splitWorkout(parts, { user, id, newId }, order)),
    recompute: (user, id) => inTurn(user, () => recomputeWorkout(parts, { user, id })),
  }
}
