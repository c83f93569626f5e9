import { z } from 'zod'
import type { ObjectCondition, Predicate } from '../../health/predicate/predicate.js'
import { predicateSchema } from '../../health/predicate/predicate-json.js'
import { type CategoryTypeName, findType, type QuantityTypeName } from '../../health/type.js'
import type { SamplePageQuery } from '../../store/health-store.js'
import { jsonText, listOf, page } from '../query.js'
import { gatherPrefixed } from './prefixed.js'
import { conditionFields, narrowed, sampleQueryOf } from './sample-query.js'
import { sortField } from './sort-query.js'

const types = ['bloodPressure', 'food'] as const

const correlationType = z.string().transform((text, context): (typeof types)[number] => {
  const name = findType(text)?.name
  const found = types.find((type) => type === name)
  if (found !== undefined) return found
  context.addIssue({ code: 'custom', message: 'is not a correlation type' })
  return z.NEVER
})

const objectType = (text: string): QuantityTypeName | CategoryTypeName | undefined => {
  const type = findType(text)
  // The families say whose names these are.
  const isObject = type?.family === 'quantity' || type?.family === 'category'
  return isObject ? (type.name as QuantityTypeName | CategoryTypeName) : undefined
}

/** A predicate for each member type, by its name. */
const membersOf = (predicate: typeof predicateSchema | z.ZodPipe<typeof jsonText, typeof predicateSchema>) =>
  z.record(z.string(), predicate).transform((members, context): ObjectCondition[] =>
    Object.entries(members).flatMap(([name, where]) => {
      const type = objectType(name)
      if (type !== undefined) return [{ type, where }]
      context.addIssue({ code: 'custom', path: [name], message: 'is not a type that correlations have' })
      return []
    }),
  )

/** The query of `GET correlations`. */
export const correlationsQuerySchema = z.preprocess(
  (query) => gatherPrefixed('objects')(gatherPrefixed('metadata')(query)),
  z.strictObject({
    type: listOf(correlationType).optional(),
    ...conditionFields,
    members: jsonText
      .pipe(membersOf(predicateSchema))
      .optional()
      .meta({ description: 'JSON, a predicate for each member type: an object of the type has to match' }),
    objects: membersOf(jsonText.pipe(predicateSchema))
      .optional()
      .meta({ description: 'the same one by one, given as objects.TYPE=PREDICATE' }),
    sort: sortField,
    ...page,
  }),
)

/** The store's query for what was asked (semantics § 9.11). */
export const correlationPageQueryOf = (asked: z.infer<typeof correlationsQuerySchema>): SamplePageQuery => {
  const { members = [], objects = [], type = types, sort, limit, cursor } = asked
  const conditions = [...members, ...objects].map((object): Predicate => ({ object }))
  const query = { ...sampleQueryOf({ ...asked, type: [...type] }), sort, limit, cursor }
  return narrowed(query, conditions)
}
