import type { Span } from '../../health/clock.js'
import type { Sample } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'
import { isMeasured, quantitiesOf } from '../builder/quantity.js'
import { isFigure } from '../feed/measured.js'
import { filled, type Hole } from './hole.js'

const pageSize = 1_000

/** When a sample's readings were measured. */
const heardIn = (sample: Sample): readonly Span[] => {
  if (!isFigure(sample)) return []
  return isMeasured(sample) ? quantitiesOf(sample) : [sample]
}

/** When anything stored of a person was measured that overlaps a span, by start. */
export async function* heardDuring(store: HealthStore, user: string, { start, end }: Span): AsyncGenerator<Span> {
  let cursor: string | undefined
  do {
    const page = await store.samples(user, { start, end, limit: pageSize, cursor })
    for (const sample of page.items) yield* heardIn(sample)
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** What is left of holes when these samples turn up. */
export const filledBy = (holes: readonly Hole[], samples: readonly Sample[]): readonly Hole[] =>
  holes.length === 0 ? holes : samples.flatMap(heardIn).reduce(filled, holes)

/** What is left of holes by what is stored: devices send late what they measured meanwhile. */
export async function leftOf(store: HealthStore, user: string, holes: readonly Hole[]): Promise<readonly Hole[]> {
  const left: Hole[] = []
  for (const hole of holes) {
    let parts: readonly Hole[] = [hole]
    for await (const span of heardDuring(store, user, hole)) parts = filled(parts, span)
    left.push(...parts)
  }
  return left
}
