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
  query: Pick<SamplePageQuery, 'types' | 'start' | 'end' | 'strict'>,
): AsyncGenerator<readonly Sample[]> {
  let cursor: string | undefined
  do {
    const page = await store.samples(user, { ...query, limit: pageSize, cursor })
    yield page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** As long as is asked for at once, ms; of a long workout, a hundredth: what a page costs grows with what lies behind it. */
const windowMs = 3_600_000
const windowsMax = 100

async function* pages({ store, user, plan: { start, end } }: StoredWorkout): AsyncGenerator<readonly Sample[]> {
  if (end === undefined) return yield* pagesOf(store, user, { start })
  // A reading at the very end counts, and a minute later the heart has recovered; the span is half-open.
  const last = end + recoveryMs + 1
  const length = Math.max(windowMs, Math.ceil((last - start) / windowsMax))
  for (let from = start; from < last; from += length) {
    const window = { start: from, end: Math.min(from + length, last) }
    // What reaches into a window was in the one before.
    const query = from === start ? window : { ...window, strict: ['strictStartDate' as const] }
    // An empty page would say that nothing is to come.
    for await (const page of pagesOf(store, user, query)) if (page.length > 0) yield page
  }
}

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
