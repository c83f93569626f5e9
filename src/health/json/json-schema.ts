import { z } from 'zod'
import { contributionJsonSchema } from './contribution-json.js'
import { originJsonSchema } from './origin-json.js'
import { planProgressJsonSchema, planRecordJsonSchema } from './plan-json.js'

// The shapes that go out. What is optional is left out when there is none, never null.

const time = z.iso.datetime().meta({ description: 'ISO 8601 in UTC with milliseconds' })
const seconds = z.number().meta({ description: 'seconds' })

const quantityJsonSchema = z.strictObject({ value: z.number(), unit: z.string() })

const metadataJsonSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), quantityJsonSchema]))
  .meta({ description: "HealthKit's keys without prefix and the client's own" })

const facts = {
  uuid: z.uuid(),
  type: z.string(),
  start: time,
  end: time,
  source: z.string(),
  device: z.string().optional(),
  timeZone: z.string().optional().meta({ description: 'IANA name of the zone the person was in' }),
  metadata: metadataJsonSchema,
}

const audiogramPointJsonSchema = z.strictObject({
  frequency: z.number().meta({ description: 'Hz' }),
  leftEarSensitivity: z.number().optional().meta({ description: 'dBHL' }),
  rightEarSensitivity: z.number().optional().meta({ description: 'dBHL' }),
  tests: z.array(
    z.strictObject({
      side: z.string(),
      type: z.string(),
      masked: z.boolean(),
      sensitivity: z.number().meta({ description: 'dBHL' }),
      clampingRange: z
        .strictObject({ lowerBound: z.number().optional(), upperBound: z.number().optional() })
        .optional(),
    }),
  ),
})
export type AudiogramPointJson = z.infer<typeof audiogramPointJsonSchema>

const plainJsonSchema = z.strictObject({
  ...facts,
  value: z.union([z.number(), z.string()]).optional().meta({ description: "a quantity, or a category's case by name" }),
  unit: z.string().optional(),
  count: z.int().optional().meta({ description: 'how many quantities, beats or locations there are' }),
  sum: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  average: z.number().optional(),
  mostRecent: z.number().optional(),
  mostRecentInterval: z.strictObject({ start: time, end: time }).optional(),
  hasUndeterminedDuration: z.literal(true).optional().meta({ description: 'there when nobody knows the end yet' }),
  activityType: z.string().optional().meta({ description: 'of a workout' }),
})

/** A sample of any kind; what its kind does not have is left out. */
export const sampleJsonSchema = plainJsonSchema.extend({
  objects: z.array(plainJsonSchema).optional().meta({ description: 'of a correlation' }),
  workout: z.uuid().optional().meta({ description: 'of a route: the workout it belongs to' }),
  classification: z.string().optional().meta({ description: 'of an electrocardiogram' }),
  origin: originJsonSchema.optional().meta({ description: 'when it is asked for' }),
  symptomsStatus: z.string().optional(),
  averageHeartRate: z.number().optional().meta({ description: 'count/min' }),
  samplingFrequency: z.number().optional().meta({ description: 'Hz' }),
  numberOfVoltageMeasurements: z.int().optional().meta({ description: 'of each lead' }),
  leads: z.array(z.string()).optional(),
  sensitivityPoints: z.array(audiogramPointJsonSchema).optional().meta({ description: 'of an audiogram' }),
  kind: z.string().optional().meta({ description: 'of a state of mind' }),
  valence: z.number().optional().meta({ description: '-1 to 1' }),
  valenceClassification: z.string().optional(),
  labels: z.array(z.string()).optional(),
  associations: z.array(z.string()).optional(),
})
export type SampleJson = z.infer<typeof sampleJsonSchema>

/** What is left of a deleted sample. */
export const deletedJsonSchema = z.strictObject({ uuid: z.uuid(), type: z.string(), metadata: metadataJsonSchema })
export type DeletedJson = z.infer<typeof deletedJsonSchema>

/** A page of the feed; deletions are to be applied before additions. */
export const changesJsonSchema = z.strictObject({
  added: z.array(sampleJsonSchema),
  deleted: z.array(deletedJsonSchema),
  anchor: z.string(),
  more: z.boolean(),
})
export type ChangesJson = z.infer<typeof changesJsonSchema>

const figures = {
  type: z.string(),
  unit: z.string(),
  start: time,
  end: time,
  sum: z.number().optional(),
  average: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  mostRecent: z
    .strictObject({ value: z.number(), at: time, start: time.optional() })
    .optional()
    .meta({ description: 'the quantity that ends last, `at` its end, and when it began if that is earlier' }),
  duration: seconds.optional(),
  count: z.int(),
  sources: z.array(z.string()),
  explanation: z
    .array(contributionJsonSchema)
    .optional()
    .meta({ description: 'how a sum came about, most trusted source first' }),
}

/** Figures over quantities of one type, in `unit`. */
export const statisticsJsonSchema = z.strictObject({
  ...figures,
  bySource: z.record(z.string(), z.strictObject(figures)).optional(),
})
export type StatisticsJson = z.infer<typeof statisticsJsonSchema>

const statisticsByType = z.record(z.string(), statisticsJsonSchema)

const eventJsonSchema = z.strictObject({
  event: z.string(),
  at: time,
  end: time.optional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})

const lapJsonSchema = z.strictObject({
  start: time,
  end: time,
  elapsed: seconds,
  distance: z.number().optional().meta({ description: 'metres' }),
  statistics: statisticsByType,
})

/** Time in a zone; a missing border is open. */
export const zoneJsonSchema = z.strictObject({
  from: z.number().optional(),
  to: z.number().optional(),
  seconds: z.number(),
})

const splitJsonSchema = z.strictObject({
  start: time,
  end: time,
  elapsed: seconds.meta({ description: 'seconds without pauses' }),
  distance: z.number().meta({ description: 'metres' }),
  movingTime: seconds.optional().meta({ description: 'seconds of `elapsed` at 0.5 m/s or more; once it is finished' }),
  ascent: z.number().optional().meta({ description: 'metres, by the altitudes of the route' }),
  descent: z.number().optional(),
  statistics: statisticsByType.optional().meta({ description: 'once it is finished' }),
})

const workoutFigures = {
  metrics: z.record(z.string(), z.number()),
  unavailable: z.record(z.string(), z.string()).meta({ description: 'why there is no such figure, by its name' }),
  basis: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'what a figure rests on, by its name, where it could rest on several things' }),
  splits: z.array(splitJsonSchema).optional().meta({ description: 'kilometre by kilometre' }),
  mileSplits: z.array(splitJsonSchema).optional().meta({ description: 'mile by mile' }),
}

const activityJsonSchema = z.strictObject({
  activityType: z.string(),
  location: z.string(),
  start: time,
  end: time,
  elapsed: seconds,
  statistics: statisticsByType,
  uuid: z.uuid().optional(),
  swimmingLocation: z.string().optional(),
  lapLength: z.number().optional().meta({ description: 'metres' }),
  events: z.array(eventJsonSchema).optional().meta({ description: 'those of the workout that overlap it' }),
  zones: z.record(z.string(), z.array(zoneJsonSchema)).optional(),
  metadata: eventJsonSchema.shape.metadata,
  metrics: workoutFigures.metrics.optional().meta({ description: 'of a sport of several: its own' }),
  unavailable: workoutFigures.unavailable.optional(),
  basis: workoutFigures.basis,
  splits: workoutFigures.splits,
  mileSplits: workoutFigures.mileSplits,
})

const declaredJsonSchema = z
  .strictObject({
    elapsed: seconds.optional().meta({ description: 'seconds without pauses' }),
    statistics: z
      .record(
        z.string(),
        z.strictObject({
          unit: z.string(),
          sum: z.number().optional(),
          average: z.number().optional(),
          min: z.number().optional(),
          max: z.number().optional(),
        }),
      )
      .optional(),
    metrics: z.record(z.string(), z.number()).optional(),
  })
  .meta({ description: 'what the file or recorder it is from says of it itself, kept for comparison' })

const workout = {
  id: z.uuid(),
  activityType: z.string(),
  location: z.string(),
  start: time,
  elapsed: seconds.meta({ description: 'seconds without pauses' }),
  total: seconds.meta({ description: 'seconds with pauses' }),
  events: z.array(eventJsonSchema),
  laps: z.array(lapJsonSchema),
  activities: z.array(activityJsonSchema),
  statistics: statisticsByType,
  zones: z.record(z.string(), z.array(zoneJsonSchema)),
  ...workoutFigures,
  sources: z.array(z.string()),
  interruptions: z
    .array(z.strictObject({ start: time, end: time }))
    .optional()
    .meta({ description: 'when vitald was down and nothing was heard, as far as nothing has turned up since' }),
  collects: z
    .array(z.string())
    .optional()
    .meta({ description: 'the types that are collected; of a finished workout, those that were at any time' }),
  declared: declaredJsonSchema.optional(),
}

/** A finished workout: seconds, metres, kcal, canonical units. */
export const workoutJsonSchema = z.strictObject({ ...workout, end: time, plan: planRecordJsonSchema.optional() })
export type WorkoutJson = z.infer<typeof workoutJsonSchema>

/** A workout in the making; `end` is there once it has ended. */
export const liveWorkoutJsonSchema = z.strictObject({
  ...workout,
  end: time.optional(),
  plan: z.union([planProgressJsonSchema, planRecordJsonSchema]).optional(),
  user: z.string(),
  state: z.string(),
  pausedBy: z.enum(['hand', 'motion']).optional().meta({ description: 'of a paused one; motion: nothing moves' }),
  at: time.meta({ description: 'the instant these figures are of' }),
  lap: z.int().meta({ description: 'number of the running lap, from 1' }),
  zone: z.int().optional().meta({ description: 'index of the present heart-rate zone, from 0' }),
  recorder: z.string().optional().meta({ description: 'what records it: who began it, or the last that took over' }),
  currentZones: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'index from 0 of the zone that the present value of each type is in' }),
  steps: z
    .array(
      z.strictObject({
        step: z.enum(['stop', 'drain', 'endCollection', 'save', 'end']),
        at: time,
        ok: z
          .boolean()
          .meta({ description: 'false of a drain: a sensor stayed silent, and was not waited for longer' }),
      }),
    )
    .optional()
    .meta({ description: 'what the event `finish` did, in order' }),
  replaced: z
    .array(z.uuid())
    .optional()
    .meta({ description: 'sessions that were finished because this one replaced them' }),
})
export type LiveWorkoutJson = z.infer<typeof liveWorkoutJsonSchema>
