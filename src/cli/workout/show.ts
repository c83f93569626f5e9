import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, CommandError, command } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { printJson } from '../text/output.js'
import { workoutFields } from '../text/workout-fields.js'
import { workoutText } from '../text/workout-text.js'
import { common, personUrl } from './flags.js'

const list = z.object({ items: z.array(z.unknown()) })

/** The newest finished workout of a person, as the API gives it. */
async function latestWorkout(client: Client, user: string): Promise<unknown> {
  const { items } = list.parse(await client.get(personUrl(user, '/workouts?limit=1')))
  if (items[0] === undefined) throw new CommandError(`${user} has no workout yet`)
  return items[0]
}

/** `vitald workout show`: a finished workout's record. */
export const showCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'show',
    summary: 'Show a finished workout: times, plan, laps, splits, zones, figures, sources',
    example: 'vitald workout show latest',
    args: { ...common, id: { type: 'positional', description: "the workout's id, or `latest`", required: true } },
    async run({ id, user, json, ...flags }) {
      const client = openClient(flags, ambient)
      const workout =
        id === 'latest'
          ? await latestWorkout(client, user)
          : await client.get(personUrl(user, `/workouts/${encodeURIComponent(id)}`))
      if (json) return printJson(workout, ambient)
      ambient.out.write(workoutText(workoutFields.parse(workout)))
    },
  })
