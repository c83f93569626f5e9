import { z } from 'zod'
import { clockTime, figure } from '../text/output.js'
import { distanceOf } from '../text/workout-text.js'
import type { Client } from './client.js'

const recent = z.object({
  mostRecent: z.object({ value: z.number() }).optional(),
  sum: z.number().optional(),
})

const liveFields = z.object({
  id: z.string(),
  state: z.string(),
  elapsed: z.number(),
  lap: z.number(),
  statistics: z.record(z.string(), recent),
})

/** The running workout of a person as the API shows it; undefined when there is none. */
export async function runningWorkout(client: Client, user: string): Promise<z.infer<typeof liveFields> | undefined> {
  const answer = await client.get(`/v1/users/${user}/sessions/active`).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'notFound') return undefined
    throw error
  })
  return answer === undefined ? undefined : liveFields.parse(answer)
}

/** One line that says how a running workout goes. */
export function liveLine({ state, elapsed, lap, statistics }: z.infer<typeof liveFields>): string {
  const last = (type: string): number | undefined => statistics[type]?.mostRecent?.value
  const distance = distanceOf(statistics)
  return [
    state.padEnd(8),
    clockTime(elapsed).padStart(7),
    `lap ${lap}`,
    figure(last('heartRate'), 'bpm').padStart(7),
    figure(last('cyclingPower') ?? last('runningPower'), 'W').padStart(6),
    figure(last('cyclingCadence'), 'rpm').padStart(7),
    ...(distance === undefined ? [] : [`${(distance / 1000).toFixed(2)} km`]),
  ].join('  ')
}
