import { z } from 'zod'
import { type Service, startInfluxd } from '../test/setup/process.js'
import { allSeries } from './storage/series.js'

const database = 'vitald'
const counted = z.object({
  results: z.array(z.object({ series: z.array(z.object({ values: z.array(z.array(z.unknown())) })).optional() })),
})

/** A fresh InfluxDB with an empty database `vitald`. */
export async function startDatabase(): Promise<Service> {
  const influx = await startInfluxd()
  await fetch(`${influx.url}/query?q=CREATE+DATABASE+${database}`, { method: 'POST' })
  return influx
}

/** How many points of a measurement it holds. */
export async function countPoints({ url }: Pick<Service, 'url'>, measurement: string): Promise<number> {
  const query = new URLSearchParams({ db: database, q: `SELECT count(value) FROM "${measurement}"` })
  const { results } = counted.parse(await (await fetch(`${url}/query?${query}`)).json())
  return Number(results[0]?.series?.[0]?.values[0]?.[1] ?? 0)
}

/** How many points of the workload's measurements it holds. */
export async function countAllPoints(influx: Pick<Service, 'url'>): Promise<number> {
  const counts = [...new Set(allSeries.map(({ type }) => type))].map((type) => countPoints(influx, type))
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** Writes points in line protocol, times in ms; throws when one is not taken. */
export async function writeLines({ url }: Pick<Service, 'url'>, lines: readonly string[]): Promise<void> {
  const answer = await fetch(`${url}/write?db=${database}&precision=ms`, { method: 'POST', body: lines.join('\n') })
  if (!answer.ok) throw new Error(`InfluxDB answers ${answer.status}: ${await answer.text()}`)
}
