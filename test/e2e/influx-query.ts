import { z } from 'zod'
import type { Service } from '../setup/process.js'

const answer = z.object({
  results: z.array(
    z.object({
      series: z
        .array(
          z.object({
            columns: z.array(z.string()),
            values: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
          }),
        )
        .optional(),
      error: z.string().optional(),
    }),
  ),
})

type Cell = number | string | null

/** The rows of an InfluxQL query, each by column name; none when nothing matches or the database is not there yet. */
export async function influxRows(influx: Service, query: string): Promise<Record<string, Cell>[]> {
  const url = new URL('/query', influx.url)
  url.search = new URLSearchParams({ db: 'vitald', q: query, epoch: 'ms' }).toString()
  const { results } = answer.parse(await (await fetch(url)).json())
  return results.flatMap(({ series = [] }) =>
    series.flatMap(({ columns, values }) =>
      values.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]))),
    ),
  )
}

/** The first row of a query with aggregates; empty when nothing matches. */
export const influxFigures = async (influx: Service, query: string): Promise<Record<string, Cell>> =>
  (await influxRows(influx, query))[0] ?? {}
