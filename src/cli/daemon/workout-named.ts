import { z } from 'zod'
import { CommandError } from '../command.js'
import { personUrl } from '../workout/flags.js'
import type { Client } from './client.js'

const list = z.object({ items: z.array(z.unknown()) })

/** The newest finished workout of a person, as the API gives it. */
async function latestWorkout(client: Client, user: string): Promise<unknown> {
  const { items } = list.parse(await client.get(personUrl(user, '/workouts?limit=1')))
  if (items[0] === undefined) throw new CommandError(`${user} has no workout yet`)
  return items[0]
}

/** The finished workout that is named by its id or as `latest`, as the API gives it. */
export const workoutNamed = (client: Client, user: string, id: string): Promise<unknown> =>
  id === 'latest' ? latestWorkout(client, user) : client.get(personUrl(user, `/workouts/${encodeURIComponent(id)}`))
