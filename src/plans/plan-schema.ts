import { z } from 'zod'
import { invalidArgument } from '../health/error.js'
import { activityTypeField, locationField } from '../health/schema/command-fields.js'
import { faults } from '../health/schema/faults.js'
import { findType, type QuantityTypeName } from '../health/type.js'
import { isCompatible, parseUnit } from '../health/unit.js'
import { depthMax, type Plan, type PlanNode, stepKinds, stepsMax, type Target } from './plan.js'
import { unsupportedIn } from './supported.js'

const most = 1_000_000
const nameLengthMax = 200
const textLengthMax = 2_000
const messagesMax = 100
const nodesMax = 500

const amount = z.number().positive().max(most)
const number = z.number().min(-most).max(most)
const describe = <Schema extends z.ZodType>(schema: Schema, description: string): Schema => schema.meta({ description })

const typeField = z
  .string()
  .transform((text, context): QuantityTypeName => {
    const type = findType(text)
    if (type?.family === 'quantity') return type.name
    context.addIssue({ code: 'custom', message: 'is not a quantity type' })
    return z.NEVER
  })
  .meta({ description: 'a quantity type by its name or HealthKit identifier' })

const end = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('time'), value: describe(amount, 's, pauses left out') }),
  z.strictObject({ by: z.literal('distance'), value: describe(amount, 'm') }),
  z.strictObject({ by: z.literal('energy'), value: describe(amount, 'kcal') }),
  z.strictObject({
    by: z.enum(['heartRateAbove', 'heartRateBelow']),
    value: describe(amount, 'count/min, or the share of what `of` names'),
    of: z.literal('maximumHeartRate').optional(),
  }),
  z.strictObject({ by: z.literal('lap') }).meta({ description: 'by the lap button' }),
  z.strictObject({ by: z.literal('open') }).meta({ description: 'by the event `next`' }),
])

const ofQuantity = {
  type: typeField,
  tolerance: describe(z.number().min(0).max(1), 'share by which a value may miss the borders').optional(),
}
const inUnits = {
  ...ofQuantity,
  unit: describe(z.string().min(1).max(64), "of the numbers; the type's own when left out").optional(),
  of: describe(
    z.enum(['functionalThresholdPower', 'runningThresholdPower', 'maximumHeartRate']),
    'what the numbers are shares of, instead of a unit',
  ).optional(),
}

const unitFits = ({ type, unit }: { readonly type: string; readonly unit?: string | undefined }): boolean => {
  const found = findType(type)
  if (unit === undefined || found?.family !== 'quantity') return true
  try {
    return isCompatible(parseUnit(unit), parseUnit(found.unit))
  } catch {
    return false
  }
}
const unitFault = { message: 'is not a unit of the type', path: ['unit'] }

const range = z
  .strictObject({ ...inUnits, from: number.optional(), to: number.optional() })
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'has neither `from` nor `to`')
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'has `from` above `to`')
  .refine(({ unit, of }) => unit === undefined || of === undefined, 'has both `unit` and `of`')
  .refine(unitFits, unitFault)
const threshold = z
  .strictObject({ ...inUnits, threshold: describe(number, 'to hold; within 5 % when there is no `tolerance`') })
  .refine(({ unit, of }) => unit === undefined || of === undefined, 'has both `unit` and `of`')
  .refine(unitFits, unitFault)
const ramp = z
  .strictObject({ ...inUnits, ramp: describe(z.tuple([number, number]), 'from the first to the second, evenly') })
  .refine(({ unit, of }) => unit === undefined || of === undefined, 'has both `unit` and `of`')
  .refine(unitFits, unitFault)
const zone = z.strictObject({ ...ofQuantity, zone: describe(z.int().min(1).max(20), "the person's, from 1") })

const target: z.ZodType<Target> = z.union([range, threshold, ramp, zone]).meta({ id: 'PlanTarget' })

const step = z
  .strictObject({
    kind: z.enum(stepKinds),
    name: z.string().min(1).max(nameLengthMax).optional(),
    end,
    target: target.optional(),
    secondaryTarget: describe(target, 'of another quantity, to be kept to as well').optional(),
    alert: z
      .strictObject({
        after: describe(z.number().min(0).max(3_600), 's on end that a target was missed'),
        metric: describe(
          z.enum(['current', 'average']),
          'what is held against the target: each value, or the average of the step so far',
        ).optional(),
      })
      .optional(),
    messages: z
      .array(
        z.strictObject({
          after: describe(z.number().min(0).max(most), 's after the step began'),
          text: z.string().min(1).max(nameLengthMax),
        }),
      )
      .max(messagesMax)
      .optional(),
  })
  .refine(({ alert, target }) => alert === undefined || target !== undefined, {
    message: 'needs a target',
    path: ['alert'],
  })
  .superRefine(({ end, alert, ...targets }, context) => {
    for (const name of ['target', 'secondaryTarget'] as const) {
      const given = targets[name]
      if (given === undefined || !('ramp' in given)) continue
      const fault = (message: string) => context.addIssue({ code: 'custom', message, path: [name, 'ramp'] })
      if (end.by !== 'time') fault('needs a step that ends by time')
      if (alert?.metric === 'average') fault('has no average to be told of')
    }
  })
  .refine(({ target, secondaryTarget }) => secondaryTarget === undefined || secondaryTarget.type !== target?.type, {
    message: 'is of the quantity of the first',
    path: ['secondaryTarget', 'type'],
  })
  .refine(({ target, secondaryTarget }) => secondaryTarget === undefined || target !== undefined, {
    message: 'needs a first target',
    path: ['secondaryTarget'],
  })

const repeat = z.strictObject({
  kind: z.literal('repeat'),
  times: z.int().min(1).max(stepsMax),
  steps: z.lazy((): z.ZodType<readonly PlanNode[]> => planStepsSchema),
})

/** The steps of a plan or a repeat. */
export const planStepsSchema: z.ZodType<readonly PlanNode[]> = z
  .array(z.discriminatedUnion('kind', [step, repeat]))
  .min(1)
  .max(nodesMax)
  .meta({ id: 'PlanSteps' })

/** The id of a kept plan: a slug without dots, or a UUID. */
export const planIdSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'is not a slug without dots')

const isTooDeep = (list: readonly PlanNode[], room: number): boolean =>
  list.some((each) => each.kind === 'repeat' && (room === 0 || isTooDeep(each.steps, room - 1)))

const countOf = (list: readonly PlanNode[]): number =>
  list.reduce((sum, each) => sum + (each.kind === 'repeat' ? each.times * countOf(each.steps) : 1), 0)

/** A plan from outside: its steps, repeats at most four deep, at most five hundred steps once they are unrolled. */
export const planSchema: z.ZodType<Plan> = z
  .strictObject({
    id: describe(planIdSchema, 'once it is kept').optional(),
    name: z.string().min(1).max(nameLengthMax),
    description: z.string().max(textLengthMax).optional(),
    activityType: describe(activityTypeField, 'an activity type by its name or HealthKit identifier'),
    location: locationField.optional(),
    steps: planStepsSchema,
  })
  .refine(({ steps }) => !isTooDeep(steps, depthMax), {
    message: `nests repeats more than ${depthMax} deep`,
    path: ['steps'],
  })
  .refine(({ steps }) => countOf(steps) <= stepsMax, {
    message: `is more than ${stepsMax} steps`,
    path: ['steps'],
  })
  .meta({ id: 'Plan', title: 'Plan', description: 'A planned workout: a tree of steps' })

/** A plan, or the id of a kept one. */
export const planChoiceSchema: z.ZodType<Plan | string> = z.union([planSchema, planIdSchema])

/** What a device says of the plan to follow, which may be nothing. Throws `invalidArgument` with pointers from `/plan` on. */
export const parsePlanChoice = (said: unknown): Plan | string | undefined => {
  const parsed = planChoiceSchema.nullish().safeParse(said)
  if (parsed.success) return parsed.data ?? undefined
  const errors = faults(parsed.error).map((fault) => ({ ...fault, pointer: `/plan${fault.pointer}` }))
  throw invalidArgument('the plan is not valid', errors)
}

/** The plan's form as JSON Schema 2020-12: what `docs/plan.schema.json` holds. */
export const planJsonSchema = (): object => ({
  $id: 'urn:vitald:plan:1',
  ...z.toJSONSchema(planSchema, { io: 'input' }),
})

/**
 * A plan in JSON that came from outside; throws `invalidArgument` with a pointer to each fault, also where a step asks
 * for what its activity has not.
 */
export const parsePlan = (value: unknown): Plan => {
  const parsed = planSchema.safeParse(value)
  const found = parsed.success ? unsupportedIn(parsed.data, parsed.data.activityType) : faults(parsed.error)
  if (parsed.success && found.length === 0) return parsed.data
  throw invalidArgument('the plan is not valid', found)
}
