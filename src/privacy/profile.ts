import { z } from 'zod'
import { HealthError } from '../health/error.js'
import { quantityTypeField, zonesField } from '../health/schema/zones-field.js'
import { isSlug } from '../health/slug.js'
import { isTimeZone } from '../health/time-zone.js'
import { findType, type QuantityType } from '../health/type.js'
import { isCompatible, parseUnit } from '../health/unit.js'
import { characteristicFields } from './characteristics.js'

const fits = (type: QuantityType, unit: string): boolean => {
  try {
    return isCompatible(parseUnit(unit), parseUnit(type.unit))
  } catch (error) {
    if (error instanceof HealthError) return false
    throw error
  }
}

/** A readable id: of a user, a client, a source or a device. */
export const slugSchema = z
  .string()
  .refine(isSlug, 'is not a slug: [a-z0-9][a-z0-9._-]{0,63}')
  .meta({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' })

const units = z.record(quantityTypeField, z.string().max(64)).superRefine((value, context) => {
  for (const [name, unit] of Object.entries(value)) {
    const type = findType(name)
    if (type?.family === 'quantity' && !fits(type, unit))
      context.addIssue({ code: 'custom', path: [name], message: `is not a unit of ${name}` })
  }
})

const goals = z.strictObject({
  move: z.number().positive().max(20_000).optional().meta({ description: 'kcal of active energy a day' }),
  moveTime: z
    .number()
    .positive()
    .max(1_440)
    .optional()
    .meta({ description: 'minutes of moving a day, for who counts those instead of energy' }),
  exercise: z.number().positive().max(1_440).optional().meta({ description: 'minutes a day' }),
  stand: z.number().positive().max(24).optional().meta({ description: 'hours a day' }),
})

const pausedDays = z
  .strictObject({ start: z.iso.date(), end: z.iso.date().optional() })
  .refine(({ start, end }) => end === undefined || end > start, { path: ['end'], message: 'is not after the start' })

const power = z.number().positive().max(3_000).optional()
const heartRate = z.number().min(20).max(300).optional().meta({ description: 'count/min' })

/** The facts of a profile. */
export const profileSchema = z.strictObject({
  name: z.string().min(1).max(200),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is not an IANA time zone')
    .meta({ examples: ['Europe/Berlin'] }),
  ...characteristicFields,
  bodyMass: z.number().positive().max(1_000).optional().meta({ description: 'kg' }),
  height: z.number().positive().max(3).optional().meta({ description: 'm' }),
  restingHeartRate: heartRate,
  maximumHeartRate: heartRate,
  thresholdHeartRate: heartRate,
  functionalThresholdPower: power.meta({ description: 'W, on a bike' }),
  runningThresholdPower: power.meta({ description: 'W, in a run' }),
  criticalPower: power.meta({ description: 'W, on a bike; the functional threshold power when left out' }),
  anaerobicWorkCapacity: z
    .number()
    .positive()
    .max(200_000)
    .optional()
    .meta({ description: 'W′, J: the work that can be done above critical power; 20,000 when left out' }),
  goals: goals.optional(),
  pausedDays: z
    .array(pausedDays)
    .max(1_000)
    .optional()
    .meta({ description: 'days on which the rings are paused: the end is out, and without one they go on' }),
  sourcePriority: z
    .record(quantityTypeField, z.array(slugSchema).max(100))
    .optional()
    .meta({ description: 'sources by type, most trusted first' }),
  units: units.optional().meta({ description: 'the unit each type is shown in' }),
  zones: zonesField.optional(),
})

/** What a person is; masses in kg, lengths in m, heart rates in count/min, power in W, work in J. */
export type Profile = z.infer<typeof profileSchema>

/** What a user is made from: its id, and any fact of the profile. */
export const newUserSchema = profileSchema.partial({ name: true, timeZone: true }).extend({ id: slugSchema })
export type NewUser = z.infer<typeof newUserSchema>

/** The facts whose former values are kept, because a figure of last year needs last year's value. */
export const historicFacts = [
  'timeZone',
  'bodyMass',
  'height',
  'restingHeartRate',
  'maximumHeartRate',
  'thresholdHeartRate',
  'functionalThresholdPower',
  'runningThresholdPower',
  'criticalPower',
  'anaerobicWorkCapacity',
  'goals',
  'zones',
] as const
type HistoricFact = (typeof historicFacts)[number]

const entryOf = <Value extends z.ZodType>(value: Value) =>
  z.array(z.strictObject({ value: value.nullable(), from: z.number() })).optional()

/** The values that a fact has had, oldest first; `from` is epoch ms, `value` null since it was removed. */
export const historySchema = z.strictObject({
  timeZone: entryOf(z.string()),
  bodyMass: entryOf(z.number()),
  height: entryOf(z.number()),
  restingHeartRate: entryOf(z.number()),
  maximumHeartRate: entryOf(z.number()),
  thresholdHeartRate: entryOf(z.number()),
  functionalThresholdPower: entryOf(z.number()),
  runningThresholdPower: entryOf(z.number()),
  criticalPower: entryOf(z.number()),
  anaerobicWorkCapacity: entryOf(z.number()),
  goals: entryOf(goals),
  zones: entryOf(z.record(z.string(), z.array(z.number()))),
} satisfies Record<HistoricFact, z.ZodType>)
export type History = z.infer<typeof historySchema>
