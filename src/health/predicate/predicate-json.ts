import { z } from 'zod'
import { invalidArgument } from '../error.js'
import { canonicalise } from '../rules/canonical.js'
import { activityTypeField } from '../schema/command-fields.js'
import { faults } from '../schema/faults.js'
import { findType, quantityType } from '../type.js'
import { categoryField, categoryPredicate } from './category-json.js'
import { metadataField } from './metadata-json.js'
import type { Predicate } from './predicate.js'
import * as field from './predicate-fields.js'

const deepest = 32
const mostConditions = 500

const statistic = z
  .strictObject({
    type: field.quantityTypeField,
    figure: z.enum(['sum', 'average', 'min', 'max']),
    is: field.comparisonField,
    value: z.number(),
    unit: field.unitField.optional(),
  })
  .refine(({ type, unit }) => unit === undefined || field.isUnitOf(type, unit), {
    path: ['unit'],
    message: 'is not one of the type',
  })
  .transform(({ unit, ...said }) => ({
    ...said,
    value: canonicalise(quantityType(said.type), unit)?.(said.value) ?? said.value,
  }))

const members = z.strictObject({
  get and() {
    return z.array(conditionSchema).optional()
  },
  get or() {
    return z.array(conditionSchema).optional()
  },
  get not() {
    return conditionSchema.optional()
  },
  time: field.windowField.optional(),
  type: field.listField(field.typeField).optional(),
  uuid: field.listField(field.uuidField).optional(),
  source: field.listField(field.slugField).optional(),
  sourceRevision: field.listField(field.revisionField).optional(),
  device: field.listField(field.slugField).optional(),
  deviceIs: field.listField(field.deviceField).optional(),
  deviceProperty: field.devicePropertyField.optional(),
  metadata: metadataField.optional(),
  quantity: z
    .strictObject({ is: field.comparisonField, value: z.number(), unit: field.unitField.optional() })
    .optional(),
  category: categoryField.optional(),
  workout: field.uuidField.optional(),
  correlated: z.boolean().optional(),
  activityType: field.listField(activityTypeField).optional(),
  duration: field.numberField.optional().meta({ description: 'of a workout without its pauses, s' }),
  statistic: statistic.optional(),
  get object() {
    return z.strictObject({ type: objectType, where: conditionSchema.optional() }).optional()
  },
  get workoutActivity() {
    return conditionSchema.refine(isOfActivity, 'asks for more than activities have').optional()
  },
  stateOfMind: field.stateOfMindField.optional(),
  electrocardiogram: field.electrocardiogramField.optional(),
})

const objectFamilies: ReadonlySet<string | undefined> = new Set(['quantity', 'category'])
const objectType = field.typeField.refine(
  (type) => objectFamilies.has(findType(type)?.family),
  'is not a type that correlations have',
)

const ofActivity: ReadonlySet<string> = new Set(['activityType', 'duration', 'statistic', 'time'])

function isOfActivity(predicate: Predicate): boolean {
  if ('and' in predicate) return predicate.and.every(isOfActivity)
  if ('or' in predicate) return predicate.or.every(isOfActivity)
  return 'not' in predicate ? isOfActivity(predicate.not) : Object.keys(predicate).every((name) => ofActivity.has(name))
}

/** One condition, or several joined. It describes what `predicateSchema` judges. */
export const conditionSchema: z.ZodType<Predicate, unknown> = members
  .superRefine((said, context) => {
    const count = Object.keys(said).length
    if (count !== 1) context.addIssue({ code: 'custom', message: `has to have one member, and has ${count}` })
  })
  // It has one member, which is as the type demands; zod knows it as an object whose members may all be missing.
  .transform((said) => (said.category ? categoryPredicate(said.category) : (said as Predicate)))
  .meta({ description: 'Which samples are meant: exactly one member.', minProperties: 1, maxProperties: 1 })

const nested = ['not', 'where', 'workoutActivity', 'object'] as const

/** How many conditions there are; infinite when they nest too deeply, which the schema's own stack would not bear. */
const sizeOf = (value: unknown, depth = 0): number => {
  if (depth > deepest) return Number.POSITIVE_INFINITY
  if (Array.isArray(value)) return value.reduce((sum: number, part) => sum + sizeOf(part, depth), 0)
  if (typeof value !== 'object' || value === null) return 0
  const parts = value as Readonly<Record<string, unknown>>
  const within = [parts.and, parts.or, ...nested.map((name) => parts[name])]
  return within.reduce((sum: number, part) => sum + sizeOf(part, depth + 1), 1)
}

/** A predicate from outside, at most 500 conditions, 32 deep. */
export const predicateSchema = z.preprocess((value, context) => {
  if (sizeOf(value) <= mostConditions) return value
  context.addIssue({ code: 'custom', message: `has more than ${mostConditions} conditions, or nests too deeply` })
  return z.NEVER
}, conditionSchema)

/** Reads the JSON form of a predicate. Throws `invalidArgument` with a JSON pointer to each fault, below `pointer`. */
export function parsePredicate(input: unknown, pointer = ''): Predicate {
  const parsed = predicateSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const errors = faults(parsed.error).map((fault) => ({ ...fault, pointer: pointer + fault.pointer }))
  throw invalidArgument('the predicate is not valid', errors)
}
