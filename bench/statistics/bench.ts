import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inFolder, measure } from '../child.js'
import { type Line, median } from '../report.js'
import { inRounds } from '../rounds.js'
import type { Answered } from './asking.js'
import { influxHours } from './influx-hours.js'

const figure = z.number()
const digest = z.object({ buckets: figure, count: figure, average: figure, minimum: figure, maximum: figure })
const answered = z.object({ coldMs: figure, warmMs: figure, digest })
const both = z.object({ hours: answered, days: answered })
const hoursAlone = both.pick({ hours: true })
const filled = z.object({ quantities: figure })

const programOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const duckdbProgram = programOf('../../../bench/peers/duckdb-statistics.mjs')

const tolerance = 1e-9

/** Throws unless everybody found the same. */
function agree(all: readonly Answered[]): void {
  const [first, ...others] = all.map((one) => Object.values(one.digest))
  const isSame = (values: readonly number[]): boolean =>
    values.every((value, at) => Math.abs(value - (first?.[at] ?? 0)) <= Math.abs(value) * tolerance)
  if (!others.every(isSame)) throw new Error(`the answers differ: ${JSON.stringify(all)}`)
}

interface Question {
  readonly promise: string
  readonly ours: readonly Answered[]
}

const linesOf = ({ promise, ours }: Question, against: string, peer: readonly Answered[], atLeast: number): Line[] => {
  // A ratio of speeds, so that more is better: questions a second.
  const perSecond = (runs: readonly Answered[], which: 'coldMs' | 'warmMs'): number =>
    1_000 / median(runs.map((run) => run[which]))
  return (['warmMs', 'coldMs'] as const).map((which) => ({
    promise: `${promise}, ${which === 'warmMs' ? 'asked again' : 'asked first'}`,
    ours: perSecond(ours, which),
    peer: perSecond(peer, which),
    unit: '1/s',
    against,
    bar: { atLeast },
  }))
}

/** Statistics by the hour over 30 days and by the day over a year, of one person among three. */
export function statisticsBench(times: number): Promise<Line[]> {
  return inFolder(async (folder) => {
    await inRounds('statistics, filling', 1, { vitald: () => measure(programOf('fill.js'), [folder], filled) })
    // The peers fill and ask in one go, which takes long; their questions are asked many times all the same.
    const { duckdb } = await inRounds('statistics', 1, {
      duckdb: () => inFolder((own) => measure(duckdbProgram, [own], both)),
    })
    const { rows, influx } = await inRounds('statistics', 1, {
      rows: () => inFolder(async (own) => (await measure(programOf('rows.js'), [own], hoursAlone)).hours),
      influx: influxHours,
    })
    const { vitald } = await inRounds('statistics', times, {
      vitald: () => measure(programOf('vitald.js'), [folder], both),
    })
    const hours = { promise: 'per hour over 30 days', ours: vitald.map((run) => run.hours) }
    const days = { promise: 'per day over a year', ours: vitald.map((run) => run.days) }
    const theirs = { hours: duckdb.map((run) => run.hours), days: duckdb.map((run) => run.days) }
    agree([...hours.ours, ...theirs.hours, ...rows, ...influx])
    agree([...days.ours, ...theirs.days])
    return [
      ...linesOf(hours, 'InfluxDB', influx, 100),
      ...linesOf(hours, 'DuckDB', theirs.hours, 20),
      ...linesOf(hours, 'plain rows', rows, 100),
      ...linesOf(days, 'DuckDB', theirs.days, 30),
    ]
  })
}
