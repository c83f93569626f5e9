import { z } from 'zod'
import type { Ambient } from './ambient.js'
import { type AnyCommand, command } from './command.js'
import { openClient } from './daemon/client.js'
import { clientFlags } from './load-config.js'
import { numberFlag } from './number-flag.js'
import { clockTime, figure, kilometres, localTime, printJson, printTable } from './text/output.js'
import { distanceOf, type WorkoutFields, workoutFields } from './text/workout-text.js'

const page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })

const row = (workout: WorkoutFields): string[] => [
  localTime(workout.start),
  workout.activityType,
  clockTime(workout.elapsed),
  kilometres(distanceOf(workout.statistics)),
  figure(workout.statistics.heartRate?.average, 'bpm'),
  figure(workout.statistics.cyclingPower?.average, 'W'),
  workout.id,
]

/** `vitald workouts`: the finished workouts, newest first. */
export const workoutsCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'workouts',
    summary: 'List the finished workouts, newest first',
    example: 'vitald workouts --user me --limit 20',
    args: {
      ...clientFlags,
      user: { type: 'string', default: 'me', description: 'whose' },
      limit: { type: 'string', default: '20', description: 'at most this many' },
      json: { type: 'boolean', description: 'print the list as the API gives it' },
    },
    async run(args) {
      const limit = numberFlag('limit', args.limit, { min: 1, max: 10_000 })
      const query = new URLSearchParams({ limit: String(limit) })
      const answer = page.parse(await openClient(args, ambient).get(`/v1/users/${args.user}/workouts?${query}`))
      if (args.json) return printJson(answer, ambient)
      printTable(
        ['start', 'activity', 'time', 'distance', 'heart rate', 'power', 'id'],
        answer.items.map((item) => row(workoutFields.parse(item))),
        { empty: 'no workout yet; start one with `vitald workout start`', ambient },
      )
    },
  })
