import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { countAllPoints, startDatabase } from '../influx.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import { allSeries } from '../storage/series.js'

const people = 20
// A million points: the time it takes to start a thread and warm up is not what is promised.
const count = 10_000
const quantities = people * count * allSeries.length

const fillProgram = fileURLToPath(new URL('fill.js', import.meta.url))
const ourProgram = fileURLToPath(new URL('vitald.js', import.meta.url))
const peerProgram = fileURLToPath(new URL('../../../bench/peers/influx.mjs', import.meta.url))
const filled = z.object({ quantities: z.literal(quantities) })
const measured = z.object({ tookMs: z.number(), cpuMs: z.number() })
type Measured = z.infer<typeof measured>

/** Gives `work` the URL of an empty InfluxDB, and sees to it that all points are in it afterwards. */
async function intoInflux(work: (url: string) => Promise<Measured>): Promise<Measured> {
  const influx = await startDatabase()
  try {
    const outcome = await work(influx.url)
    const written = await countAllPoints(influx)
    if (written !== quantities) throw new Error(`InfluxDB holds ${written} points of ${quantities}`)
    return outcome
  } finally {
    await influx.close()
  }
}

const ours = (): Promise<Measured> =>
  inFolder(async (folder) => {
    await measure(fillProgram, [folder, String(people), String(count)], filled)
    return intoInflux((url) => measure(ourProgram, [folder, url], measured))
  })

const peer = (): Promise<Measured> =>
  intoInflux((url) => measure(peerProgram, [String(people), String(count), url], measured))

const perSecond = (runs: readonly Measured[]): number => median(runs.map(({ tookMs }) => (quantities / tookMs) * 1000))
const cpuEach = (runs: readonly Measured[]): number => median(runs.map(({ cpuMs }) => (cpuMs / quantities) * 1000))

/** The feed from its beginning into InfluxDB, and the `influx` package writing the same points. */
export async function feedBench(times: number): Promise<Line[]> {
  const { vitald, influx } = await inRounds('feed', times, { vitald: ours, influx: peer })
  const against = 'influx package'
  return [
    {
      promise: 'feed to InfluxDB',
      ours: perSecond(vitald),
      peer: perSecond(influx),
      unit: 'points/s',
      against,
      bar: { atLeast: 1.5 },
    },
    {
      promise: 'feed to InfluxDB, CPU a point',
      ours: cpuEach(vitald),
      peer: cpuEach(influx),
      unit: 'µs',
      against,
      bar: { atMost: 1 / 3 },
    },
  ]
}
