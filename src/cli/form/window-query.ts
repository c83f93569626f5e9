import { z } from 'zod'
import { openZone } from '../../health/calendar/zone.js'
import { isoTime } from '../../health/time.js'
import type { Ambient } from '../ambient.js'
import type { Client } from '../daemon/client.js'
import { whenFlag } from '../stats/when.js'
import { personUrl } from '../workout/flags.js'

const profile = z.object({ timeZone: z.string() })

/** Whose days, and which, as flags say it. */
export interface WindowFlags {
  readonly user: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The flags of a window. */
export const windowFlags = {
  from: { type: 'string', description: 'date, today, or ISO 8601' },
  to: { type: 'string', description: 'date or ISO 8601, itself left out' },
} as const

/** The borders of a window, dates being days of the person. */
export async function windowQuery(
  client: Client,
  { user, from, to }: WindowFlags,
  { clock }: Ambient,
): Promise<Readonly<Record<string, string>>> {
  if (from === undefined && to === undefined) return {}
  const zone = openZone(profile.parse(await client.get(personUrl(user, ''))).timeZone)
  const border = (name: string, key: string, given: string | undefined) =>
    given === undefined ? {} : { [key]: isoTime(whenFlag(name, given, { zone, now: clock() })) }
  return { ...border('from', 'start', from), ...border('to', 'end', to) }
}
