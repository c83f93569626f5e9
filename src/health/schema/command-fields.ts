import { z } from 'zod'
import { parseBorder, parseInstant } from '../time.js'
import { findActivityType, type WorkoutActivityTypeName } from '../type.js'
import { ownZonesField } from './zones-field.js'

const timeField = (parse: (value: unknown) => number | undefined) =>
  z.union([z.string(), z.number()]).transform((value, context): number => {
    const at = parse(value)
    if (at !== undefined) return at
    context.addIssue({ code: 'custom', message: 'has to be ISO 8601 with an offset, or epoch milliseconds' })
    return z.NEVER
  })

/** A time from outside, ISO 8601 with an offset or epoch milliseconds, as epoch milliseconds. */
export const instantField = timeField(parseInstant)

/** The same where it is a border of a window, which may lie before all time. */
export const borderField = timeField(parseBorder)

/** The name of an activity type, or its full HealthKit identifier. */
export const activityTypeField = z.string().transform((text, context): WorkoutActivityTypeName => {
  const name = findActivityType(text)
  if (name !== undefined) return name
  context.addIssue({ code: 'custom', message: 'is not an activity type' })
  return z.NEVER
})

export const locationField = z.enum(['unknown', 'indoor', 'outdoor'])

export const swimmingLocationField = z.enum(['unknown', 'pool', 'openWater'])

/** What an automatic lap may be as long as: metres or seconds. */
export const lapLimits = { min: 1, max: 1_000_000 } as const

const lapField = z.number().min(lapLimits.min).max(lapLimits.max)

/** After what a lap ends by itself, wherever that is said: metres, or seconds without pauses. */
export const automaticLapFields = {
  lapLength: lapField.optional().meta({ description: 'a lap ends by itself after so many metres' }),
  lapTime: lapField.optional().meta({ description: 'a lap ends by itself after so many seconds without pauses' }),
}

/** What a workout does by itself when something moves, or nothing does. */
export const motionFields = {
  autoPause: z.boolean().optional().meta({
    description:
      'the timer stops while nothing moves; so it does outdoors when cycling or running, unless this is false',
  }),
  autoStart: z.boolean().optional().meta({ description: 'with `prepare`: starts at the first reading above 0' }),
}

/** What is said of an activity that begins inside a workout; the rest is as in the workout. */
export const activityConfigurationFields = {
  activityType: activityTypeField.optional(),
  location: locationField.optional(),
  swimmingLocation: swimmingLocationField.optional(),
  lapLength: automaticLapFields.lapLength,
  zones: ownZonesField.optional().meta({ description: 'of it alone, before those of the person' }),
}

/** What a client notes down with an event or an activity. */
export const commandMetadataField = z.record(
  z.string().min(1).max(256),
  z.union([z.string().max(4_096), z.number(), z.boolean()]),
)

/** By what a client knows a command that it may send again. */
export const commandIdField = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'has to be 1 to 64 of A-Z, a-z, 0-9, ., _ and -')
