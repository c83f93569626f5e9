import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { windowFlags, windowQuery } from '../form/window-query.js'
import { clientFlags } from '../load-config.js'
import { numberFlag } from '../number-flag.js'
import { clockTime, kilometres, localTime, printJson, printTable } from '../text/output.js'
import { found, rates, totalDistance } from '../text/quantities.js'
import { words } from '../text/words.js'
import { type WorkoutFields, workoutFields } from '../text/workout-fields.js'
import { activityTypeWord, personUrl } from './flags.js'

const page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })
const row = (workout: WorkoutFields): string[] => [
  localTime(workout.start),
  words(workout.activityType),
  clockTime(workout.elapsed),
  kilometres(totalDistance(workout)),
  rates.heartRate.text(found(rates.heartRate, workout.statistics)?.average),
  rates.power.text(found(rates.power, workout.statistics)?.average),
  workout.id,
]

/** Prints workouts as the API gives them, a row each. */
export const printWorkouts = (workouts: readonly unknown[], ambient: Ambient): void =>
  printTable(
    ['start', 'activity', 'time', 'distance', 'heart rate', 'power', 'id'],
    workouts.map((workout) => row(workoutFields.parse(workout))),
    { empty: 'no workout yet; start one with `vitald workout start`', ambient },
  )

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
      ...windowFlags,
      limit: { type: 'string', default: '20', description: 'at most this many' },
      json: { type: 'boolean', description: 'print the list as the API gives it' },
    },
    async run(args) {
      const limit = numberFlag('limit', args.limit, { min: 1, max: 10_000 })
      const type = args.type === undefined ? {} : { activityType: activityTypeWord(args.type) }
      const client = openClient(args, ambient)
      const query = new URLSearchParams({
        limit: String(limit),
        ...type,
        ...(await windowQuery(client, args, ambient)),
      })
      const answer = page.parse(await client.get(personUrl(args.user, `/workouts?${query}`)))
      if (args.json) return printJson(answer, ambient)
      printWorkouts(answer.items, ambient)
    },
  })
