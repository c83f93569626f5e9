import type { Workout } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'

/** Whose finished workouts, and when they began; epoch ms, `end` is out. */
export interface WorkoutsIn {
  readonly store: Pick<HealthStore, 'samples'>
  readonly user: string
  readonly start?: number | undefined
  readonly end?: number | undefined
}

const pageLimit = 200

/** The workouts that began in a span, page by page. */
export async function* workoutsIn({ store, user, start, end }: WorkoutsIn): AsyncGenerator<Workout> {
  let cursor: string | undefined
  do {
    const strict = ['strictStartDate'] as const
    const page = await store.samples(user, { types: ['workout'], start, end, strict, limit: pageLimit, cursor })
    for (const sample of page.items) if (sample.kind === 'workout') yield sample.workout
    cursor = page.cursor
  } while (cursor !== undefined)
}
