import type { Predicate } from '../health/predicate/predicate.js'
import type { Sample } from '../health/sample.js'
import type { Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'

type Readable = Pick<HealthStore, 'samples'>

const pageSize = 10_000

async function all(store: Readable, user: string, predicate: Predicate): Promise<readonly Sample[]> {
  const found: Sample[] = []
  let cursor: string | undefined
  do {
    const page = await store.samples(user, { predicate, limit: pageSize, cursor })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

/**
 * What was recorded in a workout, by start: what belongs to it, and every series of beats that reaches into it, because
 * a strap's series does not end where a workout does.
 */
export async function samplesOfWorkout(
  store: Readable,
  user: string,
  { id, start, end }: Pick<Workout, 'id' | 'start' | 'end'>,
): Promise<readonly Sample[]> {
  // Two questions, since a store can look neither up by what they have in common.
  const own = await all(store, user, { workout: id })
  const beats = await all(store, user, { and: [{ type: ['heartbeatSeries'] }, { time: { start, end } }] })
  const known = new Set(own.map(({ uuid }) => uuid))
  const others = beats.filter(({ uuid }) => !known.has(uuid))
  return others.length === 0 ? own : [...own, ...others].sort((a, b) => a.start - b.start)
}
