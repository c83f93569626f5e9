import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
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
type Peer = keyof typeof programs

const once = (peer: Peer, nature: Nature): Promise<Measured> =>
  inFolder((folder) => measure(programs[peer], [folder, String(people), String(count), nature], measured))

async function rounds(nature: Nature, times: number): Promise<Record<Peer, Measured[]>> {
  const all: Record<Peer, Measured[]> = { vitald: [], rows: [], duckdb: [] }
  for (let round = 0; round < times; round++) {
    for (const peer of Object.keys(programs) as Peer[]) all[peer].push(await once(peer, nature))
  }
  return all
}

// A condensed store has done work that the peers have not: the slower of both figures is the honest one.
const perSecond = (runs: readonly Measured[]): number =>
  median(runs.map(({ wholeMs }) => (quantities / wholeMs) * 1000))
const bytesEach = (runs: readonly Measured[]): number => median(runs.map(({ bytes }) => bytes / quantities))

function lines(nature: Nature, { vitald, rows, duckdb }: Record<Peer, Measured[]>): Line[] {
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
    { ...size, peer: bytesEach(duckdb), against: 'DuckDB', bar: { atMost: 0.6 } },
  ]
}

/** Durable quantities a second and bytes a quantity, of the store, plain rows in SQLite, and DuckDB. */
export async function storageBench(times: number): Promise<Line[]> {
  return [...lines('kind', await rounds('kind', times)), ...lines('noisy', await rounds('noisy', times))]
}
