import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import { influxBytes } from './influx-bytes.js'
import { allSeries } from './series.js'
import type { Nature, WorkloadSize } from './workload.js'

const many: WorkloadSize = { people: 1_000, count: 200 }
// A row takes the same time and space however many there are, and a hundred times as long as anybody else's.
const fewer: WorkloadSize = { people: 1_000, count: 40 }
// Enough that what an empty file takes does not count.
const hour: WorkloadSize = { people: 50, count: 3_600 }

const measured = z.object({ durableMs: z.number(), wholeMs: z.number(), cpuMs: z.number(), bytes: z.number() })
type Measured = z.infer<typeof measured>

const programs = {
  vitald: fileURLToPath(new URL('vitald.js', import.meta.url)),
  rows: fileURLToPath(new URL('rows.js', import.meta.url)),
  duckdb: fileURLToPath(new URL('../../../bench/peers/duckdb.mjs', import.meta.url)),
}

const run =
  (program: string, { people, count }: WorkloadSize, nature: Nature) =>
  (): Promise<Measured> =>
    inFolder((folder) => measure(program, [folder, String(people), String(count), nature], measured))

const quantities = ({ people, count }: WorkloadSize): number => people * count * allSeries.length

// Condensing and a checkpoint are part of the work, so the whole of it counts.
const perSecond = (runs: readonly Measured[], size: WorkloadSize): number =>
  median(runs.map(({ wholeMs }) => (quantities(size) / wholeMs) * 1000))

const bytesEach = (runs: readonly Pick<Measured, 'bytes'>[], size: WorkloadSize): number =>
  median(runs.map(({ bytes }) => bytes / quantities(size)))

// The same quantities make the same bytes, so one round is enough; a row takes the same however many there are.
async function sizeLines(nature: Nature, rows: readonly Measured[]): Promise<Line[]> {
  const { vitald, duckdb, influx } = await inRounds(`storage, bytes, ${nature}`, 1, {
    vitald: run(programs.vitald, hour, nature),
    duckdb: run(programs.duckdb, hour, nature),
    influx: async () => ({ bytes: await influxBytes(hour, nature) }),
  })
  const ours = {
    promise: `bytes a quantity, an hour of 50 people, ${nature}`,
    ours: bytesEach(vitald, hour),
    unit: 'B',
  }
  return [
    { ...ours, peer: bytesEach(rows, fewer), against: 'plain rows', bar: { atMost: 1 / 20 } },
    { ...ours, peer: bytesEach(influx, hour), against: 'InfluxDB', bar: { atMost: 1 / 5 } },
    { ...ours, peer: bytesEach(duckdb, hour), against: 'DuckDB', bar: { atMost: 0.6 } },
  ]
}

async function linesOf(nature: Nature, times: number): Promise<Line[]> {
  const { vitald, rows, duckdb } = await inRounds(`storage, speed, ${nature}`, times, {
    vitald: run(programs.vitald, many, nature),
    rows: run(programs.rows, fewer, nature),
    duckdb: run(programs.duckdb, many, nature),
  })
  const promise = `durable quantities/s, 1,000 people interleaved, ${nature}`
  const ours = { promise, ours: perSecond(vitald, many), unit: '1/s' }
  return [
    { ...ours, peer: perSecond(rows, fewer), against: 'plain rows', bar: { atLeast: 15 } },
    { ...ours, peer: perSecond(duckdb, many), against: 'DuckDB', bar: { atLeast: 3 } },
    ...(await sizeLines(nature, rows)),
  ]
}

/** Durable quantities a second and bytes a quantity, of the store, plain rows in SQLite, DuckDB and InfluxDB. */
export async function storageBench(times: number): Promise<Line[]> {
  return [...(await linesOf('smooth', times)), ...(await linesOf('jittered', times))]
}
