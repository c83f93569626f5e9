import { z } from 'zod'
import type { Predicate } from '../../health/predicate/predicate.js'
import { slugSchema } from '../../privacy/profile.js'
import type { SamplePageQuery, SampleQuery } from '../../store/health-store.js'
import { listOf, page, predicate, sources, span, strict, typeName, unitText, uuid } from '../query.js'
import { metadataConditions } from './metadata-query.js'
import { gatherPrefixed } from './prefixed.js'
import { sortField } from './sort-query.js'
import { include } from './told.js'

/** The conditions that samples are found and deleted by. */
export const conditionFields = {
  ...span,
  strict,
  source: sources,
  device: listOf(slugSchema).optional(),
  uuid: listOf(uuid).optional(),
  metadata: metadataConditions.optional(),
  predicate,
}

/** The query of `GET samples`. */
export const samplesQuerySchema = z.preprocess(
  gatherPrefixed('metadata'),
  z.strictObject({
    type: listOf(typeName).optional(),
    ...conditionFields,
    workout: uuid.optional().meta({ description: 'only what is associated with this workout' }),
    sort: sortField,
    unit: unitText,
    include,
    ...page,
  }),
)
export type SamplesQuery = z.infer<typeof samplesQuerySchema>

/** The query of `DELETE samples`: at least the type is to be said. */
export const deletionQuerySchema = z.preprocess(
  gatherPrefixed('metadata'),
  z.strictObject({ type: listOf(typeName), ...conditionFields }),
)

type Conditions = Pick<SamplesQuery, 'type' | keyof typeof conditionFields>

/** The store's query for what was asked. */
export const sampleQueryOf = ({ type, source, device, uuid: uuids, ...rest }: Conditions): SampleQuery => ({
  types: type,
  start: rest.start,
  end: rest.end,
  strict: rest.strict,
  sources: source,
  devices: device,
  uuids,
  metadata: rest.metadata,
  predicate: rest.predicate,
})

export const samplePageQueryOf = (query: SamplesQuery): SamplePageQuery => ({
  ...sampleQueryOf(query),
  sort: query.sort,
  limit: query.limit,
  cursor: query.cursor,
})

/** The same query with something more that has to hold. */
export const narrowed = <Query extends SampleQuery>(query: Query, more: readonly Predicate[]): Query =>
  more.length === 0 ? query : { ...query, predicate: { and: [...(query.predicate ? [query.predicate] : []), ...more] } }
