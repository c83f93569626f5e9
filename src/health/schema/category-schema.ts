import { z } from 'zod'
import { caseOf } from '../rules/category-rules.js'
import { mayBeUndetermined } from '../rules/duration.js'
import { distantFuture, parseInstant } from '../time.js'
import { findType } from '../type.js'
import { endsInTime, factFields, hasSoundMetadata, instantSchema, typeSchema } from './reading-facts.js'

const categoryFields = z.strictObject({
  type: typeSchema('category'),
  start: instantSchema,
  ...factFields,
  value: z.union([z.string(), z.int()]).meta({ description: 'a case by its name or raw value' }),
  hasUndeterminedDuration: z.boolean().optional().meta({ description: 'whether nobody knows the end yet' }),
})
type CategoryShape = z.infer<typeof categoryFields>

function isCase({ type, value }: CategoryShape): boolean {
  const found = findType(type)
  return found?.family === 'category' && caseOf(found, value) !== undefined
}

function mayGoOn({ type, start, end }: CategoryShape): boolean {
  const found = findType(type)
  const begins = parseInstant(start) ?? distantFuture
  const endsFar = end === undefined || parseInstant(end) === distantFuture
  return found !== undefined && mayBeUndetermined(found) && begins < distantFuture && endsFar
}

/** A case of an enumeration. */
export const categorySchema = categoryFields
  .refine(isCase, 'is not a case of the type')
  .refine((shape) => (shape.hasUndeterminedDuration ? mayGoOn(shape) : endsInTime(shape)), 'does not end as it may')
  .refine(hasSoundMetadata, 'has metadata of a wrong kind')
