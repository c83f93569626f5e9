import { z } from 'zod'
import { planProgressFields, planRecordFields } from './plan-fields.js'

const figures = {
  average: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  sum: z.number().optional(),
}

const statistics = z.object({
  ...figures,
  mostRecent: z.object({ value: z.number(), at: z.string() }).optional(),
})

const lap = z.object({
  end: z.string().optional(),
  elapsed: z.number(),
  distance: z.number().optional(),
  statistics: z.record(z.string(), statistics),
})
export type LapFields = z.infer<typeof lap>

const split = z.object({
  elapsed: z.number(),
  distance: z.number(),
  movingTime: z.number().optional(),
  ascent: z.number().optional(),
  statistics: z.record(z.string(), statistics).optional(),
})
export type SplitFields = z.infer<typeof split>

const zone = z.object({ from: z.number().optional(), to: z.number().optional(), seconds: z.number() })
export type ZoneFields = z.infer<typeof zone>

const event = z.object({ event: z.string(), at: z.string(), metadata: z.record(z.string(), z.unknown()).optional() })
const activity = z.object({
  activityType: z.string(),
  elapsed: z.number(),
  statistics: z.record(z.string(), statistics),
})

const common = {
  id: z.string(),
  activityType: z.string(),
  location: z.string(),
  start: z.string(),
  elapsed: z.number(),
  total: z.number(),
  laps: z.array(lap),
  statistics: z.record(z.string(), statistics),
  events: z.array(event),
  activities: z.array(activity),
  zones: z.record(z.string(), z.array(zone)),
  metrics: z.record(z.string(), z.number()),
  interruptions: z.array(z.object({ start: z.string(), end: z.string() })).optional(),
}

/** The fields of the API's workout that the terminal shows. */
export const workoutFields = z.object({
  ...common,
  unavailable: z.record(z.string(), z.string()),
  basis: z.record(z.string(), z.string()).optional(),
  splits: z.array(split).optional(),
  mileSplits: z.array(split).optional(),
  plan: planRecordFields.optional(),
  declared: z
    .object({
      elapsed: z.number().optional(),
      statistics: z.record(z.string(), z.object({ unit: z.string().optional(), ...figures })).optional(),
      metrics: z.record(z.string(), z.number()).optional(),
    })
    .optional(),
  sources: z.array(z.string()),
})
export type WorkoutFields = z.infer<typeof workoutFields>

/** Those of one that goes on. */
export const liveFields = z.object({
  ...common,
  state: z.string(),
  pausedBy: z.string().optional(),
  at: z.string(),
  lap: z.number(),
  zone: z.number().optional(),
  currentZones: z.record(z.string(), z.number()).optional(),
  plan: planProgressFields.optional(),
})
export type LiveFields = z.infer<typeof liveFields>
