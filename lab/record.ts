import { z } from 'zod'
import type { Daemon } from './daemon.js'
import { gapsIn, type Silence, unexcused } from './gaps.js'

const started = z.object({ id: z.string() })
const statistics = z.object({ count: z.number(), min: z.number().optional(), max: z.number().optional() })
const workoutSchema = z.object({
  start: z.string(),
  end: z.string(),
  elapsed: z.number(),
  total: z.number(),
  events: z.array(z.object({ event: z.string() })),
  statistics: z.record(z.string(), statistics),
})
const buckets = z.object({ items: z.array(z.object({ start: z.string(), count: z.number() })) })

/** The finished workout as the API tells it. */
export type RecordedWorkout = z.infer<typeof workoutSchema>

export async function startWorkout(daemon: Daemon): Promise<string> {
  const body = { activityType: 'cycling', location: 'indoor' }
  return started.parse(await daemon.ask('POST', '/v1/users/me/sessions', body)).id
}

export const stateOf = async (daemon: Daemon, id: string): Promise<string> =>
  z.object({ state: z.string() }).parse(await daemon.ask('GET', `/v1/users/me/sessions/${id}`)).state

export async function endWorkout(daemon: Daemon, id: string): Promise<RecordedWorkout> {
  await daemon.ask('POST', `/v1/users/me/sessions/${id}/events`, { event: 'end' })
  return workoutSchema.parse(await daemon.ask('GET', `/v1/users/me/workouts/${id}`))
}

const quarterMs = 900_000

/** The seconds that hold a reading of a type, epoch ms, asked for from the store, a quarter of an hour at once. */
async function secondsWith(daemon: Daemon, type: string, { from, to }: Silence): Promise<number[]> {
  const found: number[] = []
  for (let at = from; at < to; at += quarterMs)
    found.push(...(await quarterWith(daemon, type, { from: at, to: Math.min(at + quarterMs, to) })))
  return found
}

async function quarterWith(daemon: Daemon, type: string, { from, to }: Silence): Promise<number[]> {
  const query = new URLSearchParams({
    ...{ type, options: 'mostRecent', interval: 'PT1S', timeZone: 'UTC' },
    ...{ start: new Date(from).toISOString(), end: new Date(to).toISOString() },
    anchorDate: new Date(from).toISOString(),
    limit: '1000',
  })
  const { items } = buckets.parse(await daemon.ask('GET', `/v1/users/me/statistics/collection?${query}`))
  return items.filter(({ count }) => count > 0).map(({ start }) => Date.parse(start))
}

/** What of a type's gaps no fault explains. A gap is more than `least` ms. */
export async function unexplained(
  daemon: Daemon,
  type: string,
  { span, excuses, least }: { span: Silence; excuses: readonly Silence[]; least: number },
): Promise<{ readings: number; gaps: readonly Silence[]; unexplained: readonly Silence[] }> {
  const times = await secondsWith(daemon, type, span)
  const gaps = gapsIn(times, span, least)
  return { readings: times.length, gaps, unexplained: unexcused(gaps, excuses, 3_000) }
}
