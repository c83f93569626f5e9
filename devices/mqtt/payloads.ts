import { z } from 'zod'
import { invalidArgument } from '../../src/health/error.js'
import { parseReadings } from '../../src/health/json/reading-json.js'
import { readPlainSamples } from '../../src/health/payload/plain-samples.js'
import { isMembers } from '../../src/health/rules/form.js'
import type { Reading } from '../../src/health/sample.js'
import { collectField } from '../../src/health/schema/collect-field.js'
import {
  activityConfigurationFields,
  activityTypeField,
  automaticLapFields,
  commandIdField,
  commandMetadataField,
  instantField,
  locationField,
  motionFields,
} from '../../src/health/schema/command-fields.js'
import { ownZonesField } from '../../src/health/schema/zones-field.js'
import { slugPattern } from '../../src/health/slug.js'
import { findType } from '../../src/health/type.js'
import { sessionEventNames } from '../../src/health/workout.js'
import { checked, payloadJson, payloadText } from './payload-json.js'

/** The longest payload of samples, and of anything else, in bytes. */
export const samplesBytesMax = 1_048_576
export const otherBytesMax = 16_384
const samplesMax = 10_000

// A null says what a missing field says: devices that know nothing of a fact print it so.
const fact = z
  .string()
  .max(256)
  .nullish()
  .transform((text) => text ?? undefined)

// A device newer than this engine may measure what we do not know; what we know is still worth having.
const typeNames = z
  .array(z.string())
  .max(1_000)
  .nullish()
  .transform((names) => names?.map((name) => findType(name)?.name).filter((name) => name !== undefined))

const birthSchema = z.object({
  name: fact,
  manufacturer: fact,
  model: fact,
  hardware: fact,
  firmware: fact,
  serial: fact,
  types: typeNames,
  user: z
    .string()
    .regex(slugPattern, 'is not a slug')
    .nullish()
    .transform((user) => user ?? undefined),
})

const batterySchema = z.object({ level: z.number().min(0).max(100) })

const samplesSchema = z.object({
  seq: z.int().min(0).optional(),
  samples: z.array(z.unknown()).min(1).max(samplesMax),
})

// What a plan is, its own part judges: `/plan` is where its faults are.
const plan = z.unknown().optional()
// HKWorkoutConfiguration has more than we use, and a device may well send all of it.
const configurationSchema = z.looseObject({
  ...activityConfigurationFields,
  ...automaticLapFields,
  ...motionFields,
  plan,
})

const workoutSchema = z
  .object({
    event: z.enum(sessionEventNames),
    at: instantField.optional(),
    activityType: activityTypeField.optional(),
    location: locationField.optional(),
    prepare: z.boolean().optional(),
    ...motionFields,
    zones: ownZonesField.optional(),
    collect: collectField.optional(),
    plan,
    configuration: configurationSchema.optional(),
    metadata: commandMetadataField.optional(),
    onConflict: z.enum(['reject', 'replace', 'parallel']).optional(),
    takeOver: z.boolean().optional(),
    id: commandIdField.optional(),
    end: instantField.optional(),
  })
  .refine((command) => command.event !== 'start' || command.activityType !== undefined, {
    path: ['activityType'],
    error: 'is needed to start',
  })

/** What a device says when it comes. `types` holds those that are known here. */
export type Birth = z.infer<typeof birthSchema>

/**
 * What a device asks of its wearer's session. `at` is epoch ms. A start with `prepare` only warms the sensors up; a lap
 * ends by itself after `configuration.lapLength` metres or `configuration.lapTime` seconds. `configuration` is that of the
 * workout, or of the activity that begins; `activityType`, `location` and `zones` count for both. `onConflict` and
 * `takeOver` say what becomes of a workout that is going on.
 */
export type WorkoutCommand = z.infer<typeof workoutSchema>

export interface SamplesPayload {
  readonly seq?: number | undefined
  readonly readings: readonly Reading[]
}

/** The workout of a route that names none: the one that goes on when its device sends it. */
export const presentWorkout = '00000000-0000-0000-0000-000000000000'

/** Every parser takes any bytes and throws a `HealthError` with pointers when they do not fit. */
export const parseBirth = (payload: Uint8Array): Birth => checked(birthSchema, payloadJson(payload, otherBytesMax))

/** Percent. */
export const parseBattery = (payload: Uint8Array): number =>
  checked(batterySchema, payloadJson(payload, otherBytesMax)).level

export function parseStatus(payload: Uint8Array): 'online' | 'offline' {
  const status = payloadText(payload, otherBytesMax).trim()
  if (status === 'online' || status === 'offline') return status
  throw invalidArgument('not a status', [{ pointer: '', message: 'has to be online or offline' }])
}

export const parseWorkoutCommand = (payload: Uint8Array): WorkoutCommand =>
  checked(workoutSchema, payloadJson(payload, otherBytesMax))

export function parseSamples(payload: Uint8Array): SamplesPayload {
  // Nearly every message is plain; what is not, or is wrong, takes the way that can say what is wrong with it.
  const plain = payload.byteLength <= samplesBytesMax ? readPlainSamples(payload) : undefined
  if (plain !== undefined) return plain
  const { seq, samples } = checked(samplesSchema, payloadJson(payload, samplesBytesMax))
  return { seq, readings: parseReadings(samples.map(withWorkout)) }
}

const routeNames: ReadonlySet<unknown> = new Set(['workoutRoute', 'HKWorkoutRouteTypeIdentifier'])

// A device does not know the id of the workout that goes on; whoever does puts it in.
const withWorkout = (sample: unknown): unknown =>
  isMembers(sample) && routeNames.has(sample.type) && sample.workout === undefined
    ? { ...sample, workout: presentWorkout }
    : sample

/** What can still be told of a samples payload that was refused: its number, and how many readings it holds. */
export function glimpse(payload: Uint8Array): { readonly seq?: number | undefined; readonly readings: number } {
  try {
    const content = payloadJson(payload, samplesBytesMax)
    const { data } = z.object({ seq: z.unknown().optional(), samples: z.unknown().optional() }).safeParse(content)
    const seq = samplesSchema.shape.seq.safeParse(data?.seq).data
    // A message that holds nothing one can count is one reading lost: a refusal that counts zero would not show.
    return { seq, readings: Math.max(1, Array.isArray(data?.samples) ? data.samples.length : 1) }
  } catch {
    return { readings: 1 }
  }
}
