import { z } from 'zod'
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

export type PlanEntryJson = z.infer<typeof planEntryJsonSchema>
export const planEntryJson = (one: PlanEntry): PlanEntryJson => ({ ...one, ...timesOf(one) })
