import { z } from 'zod'
import { invalidArgument } from '../error.js'
import { canonicalise } from '../rules/canonical.js'
import { activityTypeField } from '../schema/command-fields.js'
import { faults } from '../schema/faults.js'
import { findType, quantityType } from '../type.js'
import { categoryField, categoryPredicate } from './category-json.js'
import { metadataField } from './metadata-json.js'
import type { ObjectCondition, Predicate } from './predicate.js'
import * as field from './predicate-fields.js'

const deepest = 32
const mostConditions = 500
const mostValues = 10_000

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

/** What the schema knows of a predicate: an object whose members may all be missing. */
export interface Form {
  readonly and?: readonly Form[] | undefined
  readonly or?: readonly Form[] | undefined
  readonly not?: Form | undefined
  readonly object?: { readonly type: ObjectCondition['type']; readonly where?: Form | undefined } | undefined
  readonly workoutActivity?: Form | undefined
  readonly category?: z.infer<typeof categoryField> | undefined
}

/** The form of a predicate: one condition, or several joined. */
export const predicateForm: z.ZodType<Form, unknown> = z.strictObject({
  get and() {
    return z.array(predicateForm).optional()
  },
  get or() {
    return z.array(predicateForm).optional()
  },
  get not() {
    return predicateForm.optional()
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
    return z.strictObject({ type: objectType, where: predicateForm.optional() }).optional()
  },
  get workoutActivity() {
    return predicateForm.optional()
  },
  stateOfMind: field.stateOfMindField.optional(),
  electrocardiogram: field.electrocardiogramField.optional(),
})

/** The name of a type that an object of a correlation may have, or its full HealthKit identifier. */
const objectType = z.string().transform((text, context): ObjectCondition['type'] => {
  const type = findType(text)
  // The families say whose names these are.
  if (type?.family === 'quantity' || type?.family === 'category') return type.name as ObjectCondition['type']
  context.addIssue({ code: 'custom', message: 'is not a type that correlations have' })
  return z.NEVER
})

const ofActivity: ReadonlySet<string> = new Set(['activityType', 'duration', 'statistic', 'time'])

function isOfActivity({ and, or, not, ...said }: Form): boolean {
  const parts = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]
  return parts.every(isOfActivity) && Object.keys(said).every((name) => ofActivity.has(name))
}

type Path = readonly (string | number)[]

/** The predicates right inside a form, and where. */
const partsOf = ({ and = [], or = [], not, object, workoutActivity }: Form): readonly [Form, Path][] => [
  ...and.map((part, at): [Form, Path] => [part, ['and', at]]),
  ...or.map((part, at): [Form, Path] => [part, ['or', at]]),
  ...(not ? [[not, ['not']] as [Form, Path]] : []),
  ...(object?.where ? [[object.where, ['object', 'where']] as [Form, Path]] : []),
  ...(workoutActivity ? [[workoutActivity, ['workoutActivity']] as [Form, Path]] : []),
]

// Not in the form itself: a schema with a check would be another one than that which its own members name.
const checkForm = (form: Form, path: Path, refuse: (path: Path, message: string) => void): void => {
  const count = Object.keys(form).length
  if (count !== 1) refuse(path, `has to have one member, and has ${count}`)
  if (form.workoutActivity && !isOfActivity(form.workoutActivity))
    refuse([...path, 'workoutActivity'], 'asks for more than activities have')
  for (const [part, inner] of partsOf(form)) checkForm(part, [...path, ...inner], refuse)
}

const soundForm = predicateForm.superRefine((form, context) =>
  checkForm(form, [], (path, message) => context.addIssue({ code: 'custom', path: [...path], message })),
)

/** The predicate of a form that has one member; all but cases by their names are as the type demands. */
const predicateIn = (form: Form): Predicate => {
  const { and, or, not, object, workoutActivity, category } = form
  if (and) return { and: and.map(predicateIn) }
  if (or) return { or: or.map(predicateIn) }
  if (not) return { not: predicateIn(not) }
  if (object?.where) return { object: { type: object.type, where: predicateIn(object.where) } }
  if (workoutActivity) return { workoutActivity: predicateIn(workoutActivity) }
  return category ? categoryPredicate(category) : (form as Predicate)
}

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

/** How many values there are in all lists, as deep as predicates go. */
const valuesOf = (value: unknown, depth = 0): number => {
  if (typeof value !== 'object' || value === null || depth > 3 * deepest) return 0
  const own = Array.isArray(value) ? value.length : 0
  return Object.values(value).reduce((sum: number, part) => sum + valuesOf(part, depth + 1), own)
}

const faultOf = (value: unknown): string | undefined => {
  if (sizeOf(value) > mostConditions) return `has more than ${mostConditions} conditions, or nests too deeply`
  return valuesOf(value) > mostValues ? `has more than ${mostValues} values in its lists` : undefined
}

/** A predicate from outside, at most 500 conditions, 10,000 values in lists, 32 deep. */
export const predicateSchema = z.preprocess((value, context) => {
  const message = faultOf(value)
  if (message === undefined) return value
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}, soundForm.transform(predicateIn))

/** Reads the JSON form of a predicate. Throws `invalidArgument` with a JSON pointer to each fault, below `pointer`. */
export function parsePredicate(input: unknown, pointer = ''): Predicate {
  const parsed = predicateSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const errors = faults(parsed.error).map((fault) => ({ ...fault, pointer: pointer + fault.pointer }))
  throw invalidArgument('the predicate is not valid', errors)
}
