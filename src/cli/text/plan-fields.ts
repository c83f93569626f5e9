import { z } from 'zod'

const target = z.object({ type: z.string(), from: z.number().optional(), to: z.number().optional() })
export type TargetFields = z.infer<typeof target>

const names = { kind: z.string(), name: z.string().optional(), repetition: z.number().optional() }
const step = z.object(names)
export type StepNameFields = z.infer<typeof step>

const outlineStep = z.object({
  ...names,
  end: z.object({ by: z.string(), value: z.number().optional() }),
  target: target.optional(),
})
export type OutlineStepFields = z.infer<typeof outlineStep>

/** How far a running workout is in its plan, as far as the terminal shows it. */
export const planProgressFields = z.object({
  name: z.string(),
  steps: z.number(),
  step: z.number().optional(),
  present: step.optional(),
  target: target.optional(),
  secondaryTarget: target.optional(),
  unavailable: z.string().optional(),
  left: z.object({ by: z.string(), value: z.number() }).optional(),
  message: z.string().optional(),
  alert: z.object({ type: z.string().optional(), side: z.enum(['above', 'below']), since: z.string() }).optional(),
  next: outlineStep.optional(),
})
export type PlanProgressFields = z.infer<typeof planProgressFields>

const stepRecord = z.object({
  ...names,
  outcome: z.string(),
  elapsed: z.number().optional(),
  distance: z.number().optional(),
  target: target.optional(),
  timeInTarget: z.number().optional(),
  averages: z.record(z.string(), z.number()).optional(),
})
export type StepRecordFields = z.infer<typeof stepRecord>

/** How a finished workout went by its plan. */
export const planRecordFields = z.object({ name: z.string(), steps: z.array(stepRecord) })
export type PlanRecordFields = z.infer<typeof planRecordFields>
