import { z } from 'zod'
import { slugSchema } from '../../privacy/profile.js'
import type { SamplePageQuery, SampleQuery } from '../../store/health-store.js'
import { listOf, page, sort, sources, span, typeName, unitText, uuid } from '../query.js'
import { metadataConditions } from './metadata-query.js'

const prefix = 'metadata.'

/** Puts `metadata.KEY=VALUE` of a query under `metadata`. */
const gatherMetadata = (query: unknown): unknown => {
  const entries = Object.entries(query as Readonly<Record<string, unknown>>)
  const metadata = entries
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value])
  const rest = entries.filter(([name]) => !name.startsWith(prefix))
  return Object.fromEntries(metadata.length === 0 ? rest : [...rest, ['metadata', Object.fromEntries(metadata)]])
}

const conditions = {
  type: listOf(typeName).optional(),
  ...span,
  source: sources,
  device: listOf(slugSchema).optional(),
}

/** The query of `GET samples`. */
export const samplesQuerySchema = z.preprocess(
  gatherMetadata,
  z.strictObject({
    ...conditions,
    workout: uuid.optional().meta({ description: 'only what was recorded in this workout' }),
    metadata: metadataConditions.optional(),
    sort,
    unit: unitText,
    ...page,
  }),
)
export type SamplesQuery = z.infer<typeof samplesQuerySchema>

/** The query of `DELETE samples`: at least the type is to be said. */
export const deletionQuerySchema = z.strictObject({ type: listOf(typeName), ...span, source: sources })

type Conditions = Pick<SamplesQuery, 'type' | 'start' | 'end' | 'source' | 'device' | 'metadata'>

/** The store's query for what was asked. */
export const sampleQueryOf = ({ type, start, end, source, device, metadata }: Conditions): SampleQuery => ({
  types: type,
  start,
  end,
  sources: source,
  devices: device,
  metadata,
})

export const samplePageQueryOf = (query: SamplesQuery): SamplePageQuery => ({
  ...sampleQueryOf(query),
  sort: query.sort,
  limit: query.limit,
  cursor: query.cursor,
})
