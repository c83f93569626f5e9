import { z } from 'zod'

const time = z.iso.datetime()

/** What a person did on a day and wanted to (HKActivitySummary). */
export const activitySummaryJsonSchema = z.strictObject({
  date: z.iso.date().meta({ description: "a day of the person's calendar" }),
  timeZone: z.string().meta({ description: 'the zone in which the day began' }),
  start: time,
  end: time,
  moveMode: z.enum(['activeEnergy', 'appleMoveTime']),
  move: z.number().meta({ description: 'active energy in kcal, or minutes of moving' }),
  moveUnit: z.enum(['kcal', 'min']),
  moveGoal: z.number(),
  exercise: z.int().meta({ description: 'minutes' }),
  exerciseGoal: z.number(),
  stand: z.int().meta({ description: 'clock hours' }),
  standGoal: z.number(),
  paused: z.boolean().meta({ description: 'whether the rings were paused' }),
})
export type ActivitySummaryJson = z.infer<typeof activitySummaryJsonSchema>
