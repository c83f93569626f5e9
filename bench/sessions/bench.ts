import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'

const minutes = { people: 10_000, seconds: 300 }
const hour = { people: 500, seconds: 3_600 }
const resting = 100_000

const probeProgram = fileURLToPath(new URL('probe.js', import.meta.url))
const restProgram = fileURLToPath(new URL('rest.js', import.meta.url))
const measured = z.object({ cpuMs: z.number(), bytes: z.number() })
const rested = z.object({ bytes: z.number() })

type Crowd = typeof minutes
type Measured = z.infer<typeof measured>

const probe = ({ people, seconds }: Crowd, word: 'indoors' | 'outdoors' | 'store'): Promise<Measured> =>
  inFolder((folder) => measure(probeProgram, [folder, String(people), String(seconds), word], measured))

const rest = (): Promise<Measured> =>
  inFolder(async (folder) => ({ cpuMs: 0, ...(await measure(restProgram, [folder, String(resting)], rested)) }))

const bytesOf = (runs: readonly Measured[]): number => median(runs.map(({ bytes }) => bytes))
const cpuOf = (runs: readonly Measured[]): number => median(runs.map(({ cpuMs }) => cpuMs))

const weightLine = (promise: string, bytes: number, most: number): Line => ({
  ...{ promise, ours: bytes / 1_000, peer: most / 1_000, unit: 'KB', against: `${most / 1_000} KB` },
  bar: { atMost: 1 },
})

/** What a live session weighs, what it costs above the store that takes the same readings, and what one at rest weighs. */
export async function sessionsBench(times: number): Promise<Line[]> {
  const runs = await inRounds('sessions', times, {
    ridden: () => probe(minutes, 'indoors'),
    stored: () => probe(minutes, 'store'),
    riddenHour: () => probe(hour, 'indoors'),
    outdoors: () => probe(hour, 'outdoors'),
    resting: rest,
  })
  const microseconds = (runs: readonly Measured[]): number => (1_000 * cpuOf(runs)) / (minutes.people * minutes.seconds)
  return [
    weightLine('10,000 live sessions, 5 minutes ridden', bytesOf(runs.ridden) / minutes.people, 25_000),
    weightLine('live sessions, an hour ridden', bytesOf(runs.riddenHour) / hour.people, 25_000),
    weightLine('live sessions, an hour outdoors with its way', bytesOf(runs.outdoors) / hour.people, 25_000),
    weightLine('100,000 sessions at rest', bytesOf(runs.resting) / resting, 600),
    {
      promise: 'CPU of a session and second, three readings',
      ours: microseconds(runs.ridden) - microseconds(runs.stored),
      peer: microseconds(runs.stored),
      ...{ unit: 'µs', against: 'storing them', bar: {} },
    },
  ]
}
