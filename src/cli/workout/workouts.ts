import { z } from 'zod'
import { openZone } from '../../health/calendar/zone.js'
import { isoTime } from '../../health/time.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { numberFlag } from '../number-flag.js'
import { whenFlag } from '../stats/when.js'
import { clockTime, kilometres, localTime, printJson, printTable } from '../text/output.js'
import { distanceOf, found, rates } from '../text/quantities.js'
import { words } from '../text/words.js'
import { type WorkoutFields, workoutFields } from '../text/workout-fields.js'
import { activityTypeWord, personUrl } from './flags.js'

const page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })
const profile = z.object({ timeZone: z.string() })

interface Flags {
  readonly user: string
  readonly limit: string
  readonly type?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const row = ({ statistics, start, activityType, elapsed, id }: WorkoutFields): string[] => [
  localTime(start),
  words(activityType),
  clockTime(elapsed),
  kilometres(distanceOf(statistics)),
  rates.heartRate.text(found(rates.heartRate, statistics)?.average),
  rates.power.text(found(rates.power, statistics)?.average),
  id,
]

/** Prints workouts as the API gives them, a row each. */
export const printWorkouts = (workouts: readonly unknown[], ambient: Ambient): void =>
  printTable(
    ['start', 'activity', 'time', 'distance', 'heart rate', 'power', 'id'],
    workouts.map((workout) => row(workoutFields.parse(workout))),
    { empty: 'no workout yet; start one with `vitald workout start`', ambient },
  )

/** The borders of a window, dates being days of the person. */
async function windowOf(
  client: Client,
  { user, from, to }: Flags,
  { clock }: Ambient,
): Promise<Readonly<Record<string, string>>> {
  if (from === undefined && to === undefined) return {}
  const zone = openZone(profile.parse(await client.get(personUrl(user, ''))).timeZone)
  const border = (name: string, key: string, given: string | undefined) =>
    given === undefined ? {} : { [key]: isoTime(whenFlag(name, given, { zone, now: clock() })) }
  return { ...border('from', 'start', from), ...border('to', 'end', to) }
}

/** `vitald workouts`: the finished workouts, newest first. */
export const workoutsCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'workouts',
    summary: 'List the finished workouts, newest first',
    example: 'vitald workouts --type cycling --from 2026-11-01 --limit 20',
    args: {
      ...clientFlags,
      user: { type: 'string', default: 'me', description: 'whose' },
      type: { type: 'string', description: 'only of this activity type', valueHint: 'type' },
      from: { type: 'string', description: 'date, today, or ISO 8601' },
      to: { type: 'string', description: 'date or ISO 8601, itself left out' },
      limit: { type: 'string', default: '20', description: 'at most this many' },
      json: { type: 'boolean', description: 'print the list as the API gives it' },
    },
    async run(args) {
      const limit = numberFlag('limit', args.limit, { min: 1, max: 10_000 })
      const type = args.type === undefined ? {} : { activityType: activityTypeWord(args.type) }
      const client = openClient(args, ambient)
      const query = new URLSearchParams({ limit: String(limit), ...type, ...(await windowOf(client, args, ambient)) })
      const answer = page.parse(await client.get(personUrl(args.user, `/workouts?${query}`)))
      if (args.json) return printJson(answer, ambient)
      printWorkouts(answer.items, ambient)
    },
  })
