import { z } from 'zod'
import type { Daemon } from '../setup/daemon.js'

const statistics = z.object({
  count: z.number(),
  average: z.number().optional(),
  max: z.number().optional(),
  sum: z.number().optional(),
})

const workout = z.object({
  id: z.string(),
  activityType: z.string(),
  location: z.string(),
  start: z.string(),
  end: z.string(),
  elapsed: z.number(),
  total: z.number(),
  events: z.array(z.object({ event: z.string(), at: z.string() })),
  laps: z.array(z.object({ start: z.string(), end: z.string(), elapsed: z.number(), distance: z.number().optional() })),
  statistics: z.record(z.string(), statistics),
  metrics: z.record(z.string(), z.number()),
})

export type ApiWorkout = z.infer<typeof workout>

const page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })

/** The finished workouts of a person, newest first. */
export const workoutsOf = async (daemon: Daemon, user: string): Promise<ApiWorkout[]> =>
  page.parse(await daemon.get(`/v1/users/${user}/workouts`)).items.map((item) => workout.parse(item))

/** What must be the same whether or not the engine was killed; ids and sources differ. */
export const recordOf = ({ elapsed, total, events, laps, statistics, metrics }: ApiWorkout) => ({
  elapsed,
  total,
  events,
  laps: laps.map(({ start, end, elapsed: seconds, distance }) => ({ start, end, seconds, distance })),
  statistics: Object.fromEntries(
    Object.entries(statistics).map(([type, { count, average, max, sum }]) => [type, { count, average, max, sum }]),
  ),
  metrics,
})

/** Every sample of these types, as JSON objects, oldest first, whatever number of pages that takes. */
export async function samplesOf(daemon: Daemon, user: string, type: string): Promise<Record<string, unknown>[]> {
  const samples: unknown[] = []
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ type, limit: '1000', ...(cursor === undefined ? {} : { cursor }) })
    const answer = page.parse(await daemon.get(`/v1/users/${user}/samples?${query}`))
    samples.push(...answer.items)
    cursor = answer.cursor
  } while (cursor !== undefined)
  return samples.map((sample) => z.record(z.string(), z.unknown()).parse(sample))
}

const metrics = /^(\w+)(?:\{([^}]*)\})? ([\d.e+-]+)$/

/** The figures of /metrics, by name and labels as they are written. */
export async function figuresOf(daemon: Daemon): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(new URL('/metrics', daemon.http))).text()
  return new Map(
    text.split('\n').flatMap((line) => {
      const found = metrics.exec(line)
      return found === null
        ? []
        : [[found[2] === undefined ? `${found[1]}` : `${found[1]}{${found[2]}}`, Number(found[3])]]
    }),
  )
}
