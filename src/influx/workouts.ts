import type { DeletedSample, Owned } from '../health/sample.js'
import type { WorkoutAt } from './points.js'

/** Finished workouts that went by on the feed, so that what arrives late can be told which one it belongs to. */
export interface FinishedWorkouts {
  readonly at: WorkoutAt
  add(owned: Owned): void
  remove(deleted: DeletedSample): void
}

interface Span {
  readonly user: string
  readonly id: string
  readonly start: number
  readonly end: number
}

/** Remembers at most `limit` workouts of a person, the ones that went by last. */
export function createFinishedWorkouts(limit = 100): FinishedWorkouts {
  const byUser = new Map<string, Span[]>()
  const without = (user: string, id: string) => (byUser.get(user) ?? []).filter((span) => span.id !== id)
  return {
    at: (user, at) => byUser.get(user)?.find(({ start, end }) => start <= at && at < end)?.id,
    add({ user, sample }) {
      if (sample.kind !== 'workout') return
      const span = { user, id: sample.workout.id, start: sample.start, end: sample.end }
      byUser.set(user, [...without(user, span.id), span].slice(-limit))
    },
    remove({ user, kind, uuid }) {
      if (kind === 'workout') byUser.set(user, without(user, uuid))
    },
  }
}
