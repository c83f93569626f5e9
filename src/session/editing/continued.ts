import type { Span } from '../../health/clock.js'
import type { WorkoutMetadata } from '../../health/workout.js'

const key = 'continued'

/** What lasts, and of which more may be said. */
interface Lasting extends Span {
  readonly metadata?: WorkoutMetadata | undefined
}

const isContinued = ({ metadata }: Lasting): boolean => metadata?.[key] === true

const openKey = 'continues'

/** Whether it is a part that another one goes on with. */
export const goesOn = ({ metadata }: Lasting): boolean => metadata?.[openKey] === true

/** The part with the word that it goes on after its end. */
export const goingOn = <One extends Lasting>(part: One): One => ({
  ...part,
  metadata: { ...part.metadata, [openKey]: true },
})

/** Two parts as one, which goes on when the later one does. */
function extended<One extends Lasting>(first: One, later: One): One {
  const { metadata = {}, ...facts } = first
  const { [openKey]: _, ...said } = metadata
  const kept = goesOn(later) ? metadata : said
  return { ...facts, ...(Object.keys(kept).length > 0 && { metadata: kept }), end: later.end } as One
}

/** What of it lies in a span; a later part says that it goes on with what was before. Undefined when nothing does. */
export function partOf<One extends Lasting>(one: One, { start, end }: Span): One | undefined {
  const part = { ...one, start: Math.max(one.start, start), end: Math.min(one.end, end) }
  if (part.start >= part.end) return undefined
  return one.start < start ? { ...part, metadata: { ...one.metadata, [key]: true } } : part
}

/** Makes one again of parts that touch. `isSame` tells whether two can be parts of the same; in time order. */
export function rejoined<One extends Lasting>(
  all: readonly One[],
  isSame: (one: One, other: One) => boolean,
): readonly One[] {
  const joined: One[] = []
  for (const one of all.toSorted((a, b) => a.start - b.start)) {
    const before = isContinued(one) ? joined.findIndex((last) => last.end === one.start && isSame(last, one)) : -1
    const first = joined[before]
    if (first === undefined) joined.push(one)
    else joined[before] = extended(first, one)
  }
  return joined
}
