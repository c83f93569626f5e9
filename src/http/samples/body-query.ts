import { z } from 'zod'
import { metadataField } from '../../health/predicate/metadata-json.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import { listField, slugField, typeField, uuidField } from '../../health/predicate/predicate-fields.js'
import { predicateSchema } from '../../health/predicate/predicate-json.js'
import { borderField } from '../../health/schema/command-fields.js'
import type { SamplePageQuery } from '../../store/health-store.js'
import { page, unitText } from '../query.js'
import { narrowed } from './sample-query.js'
import { sortField } from './sort-query.js'

/** `{ KEY: VALUE }`, each a condition that its value is this one. */
const metadata = z.record(z.string(), z.unknown()).transform((entries, context): Predicate[] =>
  Object.entries(entries).flatMap(([key, value]) => {
    const parsed = metadataField.safeParse({ key, is: '==', value })
    if (parsed.success) return [{ metadata: parsed.data }]
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', path: [key], message })
    return []
  }),
)

/** The query of `GET samples` as a body, for those who do not want conditions on health data in an address. */
export const bodyQuerySchema = z.strictObject({
  type: listField(typeField).optional(),
  start: borderField.optional(),
  end: borderField.optional(),
  strict: listField(z.enum(['strictStartDate', 'strictEndDate'])).optional(),
  source: listField(slugField).optional(),
  device: listField(slugField).optional(),
  uuid: listField(uuidField).optional(),
  workout: uuidField.optional(),
  metadata: metadata.optional(),
  predicate: predicateSchema.optional(),
  sort: sortField,
  unit: unitText,
  limit: page.limit,
  cursor: page.cursor,
})
export type BodyQuery = z.infer<typeof bodyQuerySchema>

/** The store's query for what was asked. */
export const pageQueryOf = ({ type, source, device, uuid, metadata = [], ...rest }: BodyQuery): SamplePageQuery => {
  const { start, end, strict, predicate, sort, limit, cursor } = rest
  const query = { start, end, strict, predicate, sort, limit, cursor }
  return narrowed({ ...query, types: type, sources: source, devices: device, uuids: uuid }, metadata)
}
