import type { DeletedSample, Sample } from '../../health/sample.js'
import type { SampleTypeName } from '../../health/type.js'
import type { SessionContext } from '../machine.js'
import type { Collection } from './collection.js'

/** The types of those samples that are of a workout, by its time and what it collects, each once. */
export function typesOf(
  samples: readonly (Sample | DeletedSample)[],
  { start, end = Number.POSITIVE_INFINITY }: Pick<SessionContext, 'start' | 'end'>,
  collection: Pick<Collection, 'takes'>,
): readonly SampleTypeName[] {
  const counts = (one: Sample | DeletedSample): boolean =>
    one.end >= start && one.start <= end && collection.takes({ ...one, start: Math.max(one.start, start) })
  return [...new Set(samples.filter(counts).map(({ type }) => type))]
}
