import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import { influxBytes } from './influx-bytes.js'
import type { Nature } from './workload.js'

const people = 1_000
const count = 400
const quantities = people * count

const measured = z.object({ durableMs: z.number(), wholeMs: z.number(), cpuMs: z.number(), bytes: z.number() })
type Measured = z.infer<typeof measured>

const programs = {
  vitald: fileURLToPath(new URL('vitald.js', import.meta.url)),
  rows: fileURLToPath(new URL('rows.js', import.meta.url)),
  duckdb: fileURLToPath(new URL('../../../bench/peers/duckdb.mjs', import.meta.url)),
}

const once = (program: string, nature: Nature): Promise<Measured> =>
  inFolder((folder) => measure(program, [folder, String(people), String(count), nature], measured))

// A condensed store and a checkpoint have done work that a bare commit has not: the whole of it counts.
const perSecond = (runs: readonly Measured[]): number =>
  median(runs.map(({ wholeMs }) => (quantities / wholeMs) * 1000))
const bytesEach = (runs: readonly { readonly bytes: number }[]): number =>
  median(runs.map(({ bytes }) => bytes / quantities))

async function linesOf(nature: Nature, times: number): Promise<Line[]> {
  const { vitald, rows, duckdb } = await inRounds(`storage, ${nature}`, times, {
    vitald: () => once(programs.vitald, nature),
    rows: () => once(programs.rows, nature),
    duckdb: () => once(programs.duckdb, nature),
  })
  // No clock in it, so once is enough.
  const { influx } = await inRounds(`storage, ${nature}`, 1, {
    influx: async () => ({ bytes: await influxBytes(people, count, nature) }),
  })
  const speed = {
    promise: `durable quantities/s, 1,000 people interleaved, ${nature}`,
    ours: perSecond(vitald),
    unit: '1/s',
  }
  const size = { promise: `bytes a quantity, ${nature}`, ours: bytesEach(vitald), unit: 'B' }
  return [
    { ...speed, peer: perSecond(rows), against: 'plain rows', bar: { atLeast: 15 } },
    { ...speed, peer: perSecond(duckdb), against: 'DuckDB', bar: { atLeast: 3 } },
    { ...size, peer: bytesEach(rows), against: 'plain rows', bar: { atMost: 1 / 20 } },
    { ...size, peer: bytesEach(influx), against: 'InfluxDB', bar: { atMost: 1 / 5 } },
    { ...size, peer: bytesEach(duckdb), against: 'DuckDB', bar: { atMost: 0.6 } },
  ]
}

/** Durable quantities a second and bytes a quantity, of the store, plain rows in SQLite, DuckDB and InfluxDB. */
export async function storageBench(times: number): Promise<Line[]> {
  return [...(await linesOf('kind', times)), ...(await linesOf('noisy', times))]
}
