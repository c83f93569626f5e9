import type { Sample } from '../../health/sample.js'
import type { HealthStore, SamplePageQuery } from '../../store/health-store.js'
import { recoveryMs } from '../metrics/heart/heart-rate-recovery.js'
import { Fold, type FoldPlan } from './fold.js'
import { isMeasured, type Quantity, quantitiesOf } from './quantity.js'

/** Whose stored samples to fold, and for what. */
export interface StoredWorkout {
  readonly store: HealthStore
  readonly user: string
  readonly plan: FoldPlan
}

// What is folded in one go: the engine answers others in between.
const pageSize = 5_000

/** All of a person's samples of a span, of some types if they are named, page by page, by start. */
export async function* pagesOf(
  store: HealthStore,
  user: string,
  query: Pick<SamplePageQuery, 'types' | 'start' | 'end'>,
): AsyncGenerator<readonly Sample[]> {
  let cursor: string | undefined
  do {
    const page = await store.samples(user, { ...query, limit: pageSize, cursor })
    yield page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

// A reading at the very end counts, and a minute later the heart has recovered; the span is half-open.
const pages = ({ store, user, plan: { start, end } }: StoredWorkout) =>
  pagesOf(store, user, { start, end: end === undefined ? undefined : end + recoveryMs + 1 })

/** A series holds values later than the samples after it: those wait until the pages have come so far. */
export class InTimeOrder {
  #waiting: Quantity[] = []

  add(samples: readonly Sample[]): readonly Quantity[] {
    const reached = samples.at(-1)?.start ?? Number.POSITIVE_INFINITY
    const all = [...this.#waiting, ...samples.flatMap(quantitiesOf)].sort((a, b) => a.start - b.start)
    this.#waiting = all.filter(({ start }) => start >= reached)
    return all.filter(({ start }) => start < reached)
  }

  rest(): readonly Quantity[] {
    return this.#waiting
  }
}

/** Folds what the store holds of a workout, in time order. Tells `read` the UUID of every sample. */
export const foldStored = async (workout: StoredWorkout, read?: (uuid: string) => void): Promise<Fold> => {
  const fold = new Fold(workout.plan)
  const order = new InTimeOrder()
  for await (const samples of pages(workout)) {
    for (const sample of samples) {
      read?.(sample.uuid)
      // Beats and places concern no other figure: they need not wait for anything.
      if (!isMeasured(sample)) fold.take(sample)
    }
    for (const quantity of order.add(samples)) fold.add(quantity)
  }
  for (const quantity of order.rest()) fold.add(quantity)
  return fold
}
