import { z } from 'zod'
import type { Service } from '../../test/setup/process.js'
import { startDatabase, writeLines } from '../influx.js'
import { type Answered, ask } from './asking.js'
import { type Bucket, begin, people, rateAt, secondsAMonth } from './readings.js'

const linesPerWrite = 20_000
const rows = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])
const answered = z.object({
  results: z.tuple([z.object({ series: z.tuple([z.object({ values: z.array(rows) })]) })]),
})

async function fill(influx: Service): Promise<void> {
  for (const [person, name] of people.entries()) {
    for (let from = 0; from < secondsAMonth; from += linesPerWrite) {
      const length = Math.min(linesPerWrite, secondsAMonth - from)
      const lines = Array.from(
        { length },
        (_, at) =>
          `heartRate,source=watch,user=${name} value=${rateAt(person, from + at)} ${begin + (from + at) * 1_000}`,
      )
      await writeLines(influx, lines)
    }
  }
}

async function question({ url }: Service): Promise<readonly Bucket[]> {
  const query = new URLSearchParams({
    db: 'vitald',
    epoch: 'ms',
    q: `SELECT count(value), mean(value), min(value), max(value) FROM heartRate WHERE "user" = '${people[0]}'
      AND time >= ${begin}ms AND time < ${begin + secondsAMonth * 1_000}ms GROUP BY time(1h)`,
  })
  const { results } = answered.parse(await (await fetch(`${url}/query?${query}`)).json())
  return results[0].series[0].values.map(([, count, average, minimum, maximum]) => ({
    ...{ count, average, minimum, maximum },
  }))
}

/** The hours of 30 days by InfluxDB, which was started anew before it was asked. */
export async function influxHours(): Promise<Answered> {
  const influx = await startDatabase()
  try {
    await fill(influx)
    await influx.stop()
    await influx.start()
    return await ask(() => question(influx))
  } finally {
    await influx.close()
  }
}
