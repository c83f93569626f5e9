import type { Predicate } from '../health/predicate/predicate.js'
import type { Sample } from '../health/sample.js'
import type { Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'

const pageSize = 1_000

/**
 * What was recorded in a workout, by start: what belongs to it, and every series of beats that reaches into it, because
 * a strap's series does not end where a workout does.
 */
export async function samplesOfWorkout(
  store: Pick<HealthStore, 'samples'>,
  user: string,
  { id, start, end }: Pick<Workout, 'id' | 'start' | 'end'>,
): Promise<readonly Sample[]> {
  const beats: Predicate = { and: [{ type: ['heartbeatSeries'] }, { time: { start, end } }] }
  const found: Sample[] = []
  let cursor: string | undefined
  do {
    const page = await store.samples(user, { predicate: { or: [{ workout: id }, beats] }, limit: pageSize, cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}
