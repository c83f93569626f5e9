import { dayAt, dayStart, parseDate } from '../../health/calendar/civil-day.js'
import type { Zone } from '../../health/calendar/zone.js'
import { parseInstant } from '../../health/time.js'
import { UsageError } from '../command.js'

const words: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }

/**
 * The instant that a flag says, epoch ms: a date (`2026-11-22`, `today`, `yesterday`) is its midnight in the zone, and
 * ISO 8601 with an offset is itself.
 */
export function whenFlag(
  name: string,
  given: string,
  { zone, now }: { readonly zone: Zone; readonly now: number },
): number {
  const word = words[given]
  const day = word === undefined ? parseDate(given) : dayAt(zone, now) + word
  const at = day === undefined ? parseInstant(given) : dayStart(zone, day)
  if (at !== undefined) return at
  throw new UsageError(`--${name} is a date such as 2026-11-22 or today, or ISO 8601 with an offset, not ${given}`)
}
