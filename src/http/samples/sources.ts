import { z } from 'zod'
import type { HealthStore, SampleQuery } from '../../store/health-store.js'
import { listOf, typeName } from '../query.js'
import { conditionFields, sampleQueryOf } from './sample-query.js'

/** The query of sources: of all samples when no condition is said. */
export const sourcesQuerySchema = z.strictObject({
  type: listOf(typeName).optional(),
  start: conditionFields.start,
  end: conditionFields.end,
  strict: conditionFields.strict,
  device: conditionFields.device,
  predicate: conditionFields.predicate,
})
export type SourcesAsked = z.infer<typeof sourcesQuerySchema>

const isOpen = ({ start, end, devices, predicate }: SampleQuery): boolean =>
  [start, end, devices, predicate].every((condition) => condition === undefined)

/** What has saved samples for which all that is said holds, ordered (HKSourceQuery). */
export async function matchingSources(
  store: Pick<HealthStore, 'sources' | 'samples'>,
  user: string,
  asked: SourcesAsked,
): Promise<readonly string[]> {
  const query = sampleQueryOf(asked)
  const all = await store.sources(user, asked.type)
  if (isOpen(query)) return all
  const found: string[] = []
  for (const source of all) {
    const { items } = await store.samples(user, { ...query, sources: [source], limit: 1 })
    if (items.length > 0) found.push(source)
  }
  return found
}
