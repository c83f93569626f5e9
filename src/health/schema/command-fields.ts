import { z } from 'zod'
import { parseBorder, parseInstant } from '../time.js'
import { findActivityType, type WorkoutActivityTypeName } from '../type.js'

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
