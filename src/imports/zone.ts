import { openZone } from '../health/calendar/zone.js'

const minuteMs = 60_000
const hourMinutes = 60
const hoursMax = 12

/**
 * The zone of a recording whose clock was `offset` minutes ahead of UTC at `at` (epoch ms): the person's own when its clock
 * was, too; otherwise one of whole hours, or undefined when there is none and the person's own has to do.
 */
export function zoneOf(
  offset: number | undefined,
  { own, at }: { readonly own: string | undefined; readonly at: number },
): string | undefined {
  if (offset === undefined) return undefined
  if (own !== undefined && openZone(own).localAt(at) - at === offset * minuteMs) return undefined
  const hours = offset / hourMinutes
  if (!Number.isInteger(hours) || Math.abs(hours) > hoursMax) return undefined
  // The names of these zones count westwards.
  return hours === 0 ? 'Etc/UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
