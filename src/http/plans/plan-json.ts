import { z } from 'zod'
import type { Fault } from '../../health/error.js'
import { locationField } from '../../health/schema/command-fields.js'
import { isoTime } from '../../health/time.js'
import type { KeptPlan, PlanEntry } from '../../plans/kept/plans.js'
import { planIdSchema, planSchema } from '../../plans/plan-schema.js'

const kept = {
  id: planIdSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}

/** A plan as the API gives it. */
export const keptPlanJsonSchema = z
  .strictObject({ ...kept, plan: planSchema })
  .meta({ description: 'A plan that is kept' })

/** What is wrong with a place, or left out there. */
const faultSchema = z.strictObject({ pointer: z.string(), message: z.string() })

/** A plan as the API answers a file: with what the file says beyond it. */
export const addedPlanJsonSchema = keptPlanJsonSchema.extend({
  omitted: z
    .array(faultSchema)
    .optional()
    .meta({ description: 'what the file says that a plan has no word for, by its place in the plan' }),
})

/** What a list says of a plan. */
export const planEntryJsonSchema = z.strictObject({
  ...kept,
  name: z.string(),
  activityType: z.string(),
  location: locationField.optional(),
  steps: z.int().meta({ description: 'repeats unrolled' }),
  duration: z.number().meta({ description: 'seconds, of the steps that end by time' }),
  distance: z.number().meta({ description: 'metres, of the steps that end by distance' }),
  isOpen: z.boolean().meta({ description: 'whether steps end by something else, too' }),
})

type Times = Pick<KeptPlan, 'createdAt' | 'updatedAt'>
const timesOf = ({ createdAt, updatedAt }: Times) => ({ createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) })

export type KeptPlanJson = z.infer<typeof keptPlanJsonSchema>
export const keptPlanJson = (one: KeptPlan): KeptPlanJson => ({ ...one, ...timesOf(one) })

export type AddedPlanJson = z.infer<typeof addedPlanJsonSchema>
export const addedPlanJson = (one: KeptPlan, omitted: readonly Fault[]): AddedPlanJson => ({
  ...keptPlanJson(one),
  ...(omitted.length > 0 && { omitted: [...omitted] }),
})

export type PlanEntryJson = z.infer<typeof planEntryJsonSchema>
export const planEntryJson = (one: PlanEntry): PlanEntryJson => ({ ...one, ...timesOf(one) })
