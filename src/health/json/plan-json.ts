import { z } from 'zod'
import type { PlanProgress, PlanRecord, StepRecord } from '../exercise/followed-plan.js'
import { isoTime } from '../time.js'

const time = z.iso.datetime().meta({ description: 'ISO 8601 in UTC with milliseconds' })
const seconds = z.number().min(0).meta({ description: 'seconds without pauses' })

const targetJsonSchema = z
  .strictObject({ type: z.string(), unit: z.string(), from: z.number().optional(), to: z.number().optional() })
  .meta({ description: 'in the canonical unit of the type; a border that is left out is open' })

const name = {
  id: z.string().optional().meta({ description: 'of a kept plan' }),
  name: z.string(),
}

const step = {
  kind: z.string().meta({ description: 'warmup, work, recover or cooldown' }),
  name: z.string().optional(),
  repetition: z.int().optional().meta({ description: 'the how-manieth time, from 1, where the step is repeated' }),
}

const outlineStepJsonSchema = z.strictObject({
  ...step,
  end: z.strictObject({
    by: z.string(),
    value: z.number().optional().meta({ description: 's, m, kcal or count/min' }),
  }),
  target: targetJsonSchema.optional(),
  targetAtEnd: targetJsonSchema.optional().meta({ description: 'of a ramp, which begins at `target`' }),
  secondaryTarget: targetJsonSchema.optional(),
})

/** What is to be done by a plan, repeats unrolled. */
export const planOutlineJsonSchema = z.strictObject({ ...name, steps: z.array(outlineStepJsonSchema) })

/** How far a running workout is in its plan. */
export const planProgressJsonSchema = z
  .strictObject({
    ...name,
    steps: z.int().meta({ description: 'how many there are, repeats unrolled' }),
    step: z.int().optional().meta({ description: 'the present one, from 1; absent when all are done' }),
    present: z.strictObject(step).optional(),
    target: targetJsonSchema.optional(),
    secondaryTarget: targetJsonSchema.optional(),
    unavailable: z.string().optional().meta({ description: 'why a target that the step has cannot be told' }),
    left: z
      .strictObject({ by: z.string(), value: z.number(), unit: z.string() })
      .optional()
      .meta({ description: 'of the present step; absent for one that a press ends' }),
    message: z.string().optional().meta({ description: 'the newest of the step' }),
    alert: z
      .strictObject({ type: z.string(), side: z.enum(['above', 'below']), since: time })
      .optional()
      .meta({ description: 'that the target of a type is missed, and since when' }),
    next: outlineStepJsonSchema.optional().meta({ description: 'absent in the last step' }),
  })
  .meta({ description: 'How far a running workout is in its plan' })
type PlanProgressJson = z.infer<typeof planProgressJsonSchema>

/** How a finished workout went by its plan. */
export const planRecordJsonSchema = z
  .strictObject({
    ...name,
    steps: z.array(
      z.strictObject({
        ...step,
        outcome: z
          .enum(['completed', 'skipped', 'unfinished'])
          .meta({ description: 'skipped: left before its end; unfinished: not reached, or not left at the end' }),
        start: time.optional(),
        end: time.optional(),
        elapsed: seconds.optional(),
        distance: z.number().optional().meta({ description: 'metres' }),
        energy: z.number().optional().meta({ description: 'kcal' }),
        target: targetJsonSchema.optional(),
        timeInTarget: seconds.optional(),
        secondaryTarget: targetJsonSchema.optional(),
        timeInSecondaryTarget: seconds.optional(),
        averages: z.record(z.string(), z.number()).optional().meta({ description: 'by time, in canonical units' }),
      }),
    ),
  })
  .meta({ description: 'How a finished workout went by its plan' })
type PlanRecordJson = z.infer<typeof planRecordJsonSchema>

const timeOf = (at: number | undefined) => (at === undefined ? undefined : isoTime(at))

const known = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T

/** A running workout's way through its plan in JSON. */
export const planProgressJson = ({ alert, ...progress }: PlanProgress): PlanProgressJson =>
  known({ ...progress, alert: alert && { ...alert, since: isoTime(alert.since) } })

const stepRecordJson = ({ averages, ...step }: StepRecord): PlanRecordJson['steps'][number] =>
  known({
    ...step,
    start: timeOf(step.start),
    end: timeOf(step.end),
    averages: averages as Record<string, number> | undefined,
  })

/** A finished workout's way through its plan in JSON. */
export const planRecordJson = ({ steps, ...plan }: PlanRecord): PlanRecordJson => ({
  ...plan,
  steps: steps.map(stepRecordJson),
})
