import { endedWorkout } from '../health/exercise/ended-workout.js'
import type { WorkoutSample } from '../health/sample.js'
import type { LiveWorkout, Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'
import { ownSource, type StartWorkout } from './sessions.js'

const isRecordedBy = ({ source, workout }: WorkoutSample, recorder: string): boolean =>
  source === recorder || workout.sources.includes(recorder)

/**
 * The saved workout that a start with an explicit time would record a second time; undefined when there is none. What
 * another recorder has recorded of the same ride is another workout.
 */
export const finishedWorkout = async (
  store: HealthStore,
  user: string,
  { at, activityType, source = ownSource }: Pick<StartWorkout, 'at' | 'activityType' | 'source'>,
): Promise<(LiveWorkout & Workout) | undefined> => {
  if (at === undefined) return undefined
  const { items } = await store.samples(user, {
    types: ['workout'],
    start: at,
    end: at + 1,
    strict: ['strictStartDate'],
  })
  const found = items
    .filter((sample) => sample.kind === 'workout')
    .find((sample) => sample.workout.activityType === activityType && isRecordedBy(sample, source))
  return found && endedWorkout(user, found.workout)
}
