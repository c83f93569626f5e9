import type { Span } from '../../health/clock.js'
import type { WorkoutMetadata } from '../../health/workout.js'

const key = 'continued'

/** What lasts, and of which more may be said. */
interface Lasting extends Span {
  readonly metadata?: WorkoutMetadata | undefined
}

const isContinued = ({ metadata }: Lasting): boolean => metadata?.[key] === true

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
    else joined[before] = { ...first, end: one.end }
  }
  return joined
}
