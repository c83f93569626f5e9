import { endedWorkout } from '../health/exercise/ended-workout.js'
import type { LiveWorkout, Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'
import type { StartWorkout } from './sessions.js'

/** The saved workout that a start with an explicit time would record a second time; undefined when there is none. */
export const finishedWorkout = async (
  store: HealthStore,
  user: string,
  { at, activityType }: StartWorkout,
): Promise<(LiveWorkout & Workout) | undefined> => {
  if (at === undefined) return undefined
  const { items } = await store.samples(user, {
    types: ['workout'],
    start: at,
    end: at + 1,
    strict: ['strictStartDate'],
  })
  const found = items.find((sample) => sample.kind === 'workout' && sample.workout.activityType === activityType)
  return found?.kind === 'workout' ? endedWorkout(user, found.workout) : undefined
}
