import type { Location } from '../../health/kinds/location.js'
import { sortLocations } from '../../health/kinds/route-rules.js'
import type { WorkoutRouteSample } from '../../health/sample.js'
import type { HealthStore, SamplePage, SamplePageQuery } from '../../store/health-store.js'

/** Whose workout it is, and which. */
export interface WorkoutOf {
  readonly user: string
  readonly workout: string
}

/** A page of the routes of a workout. */
export const routesPage = (
  store: HealthStore,
  { user, workout }: WorkoutOf,
  query: Pick<SamplePageQuery, 'limit' | 'cursor'>,
): Promise<SamplePage> => store.samples(user, { ...query, types: ['workoutRoute'], predicate: { workout } })

/** The locations of all routes of a workout, oldest first. */
export async function locationsOf(store: HealthStore, workout: WorkoutOf): Promise<readonly Location[]> {
  const routes: WorkoutRouteSample[] = []
  let cursor: string | undefined
  do {
    const page = await routesPage(store, workout, { cursor })
    routes.push(...page.items.filter((sample) => sample.kind === 'workoutRoute'))
    cursor = page.cursor
  } while (cursor !== undefined)
  return sortLocations(routes.flatMap(({ locations }) => locations))
}
