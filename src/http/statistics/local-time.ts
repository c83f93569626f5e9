import { z } from 'zod'
import { dayStart, parseDate } from '../../health/calendar/civil-day.js'
import type { Zone } from '../../health/calendar/zone.js'
import { span } from '../query.js'

/** A time in a query that may be a day of the person's: `2026-11-22` is the midnight that it begins with. */
export type LocalTime = { readonly at: number } | { readonly day: number }

const day = z.string().transform((text, context): LocalTime => {
  const number = parseDate(text)
  if (number !== undefined) return { day: number }
  context.addIssue({ code: 'custom', message: 'is not a date' })
  return z.NEVER
})
const instant = span.start.unwrap().transform((at): LocalTime => ({ at }))

/** A date, or an instant as everywhere. */
export const localTime = z
  .union([day, instant], { error: 'has to be a date, ISO 8601 with an offset, or epoch milliseconds' })
  .meta({ description: 'a local date, ISO 8601 with an offset, or epoch milliseconds' })

/** The instant that is meant, epoch ms, in a zone. */
export const instantIn = (zone: Zone, time: LocalTime): number => ('at' in time ? time.at : dayStart(zone, time.day))
