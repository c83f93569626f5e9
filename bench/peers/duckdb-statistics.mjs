import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ask } from '../../dist/bench/statistics/asking.js'
import { begin, people, secondsAMonth, secondsAYear, secondsOf } from '../../dist/bench/statistics/readings.js'

// The readings in the order in which they came to be: so a question about a time reads only what is about that time.
const [folder] = process.argv.slice(2)
const file = join(folder, 'statistics.duck')

async function fill() {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run(
    'CREATE TABLE sample ("user" INTEGER, type UTINYINT, source UTINYINT, device UTINYINT, start TIMESTAMP_MS, value DOUBLE)',
  )
  const month = 30
  for (let day = 0; day < 365; day += month) {
    for (const person of people.keys()) {
      const [from, to] = [day * 86_400, Math.min((day + month) * 86_400, secondsOf(person))]
      if (from >= to) continue
      await connection.run(
        `INSERT INTO sample SELECT ${person}, 1, 1, 1, make_timestamp_ms(${begin} + second * 1000),
            60 + (second % 86400) // 3600 + ((second * 7919 + ${person} * 13) % 101) % 7
          FROM range(${from}, ${to}) readings(second)`,
      )
    }
  }
  await connection.run('CHECKPOINT')
  connection.closeSync()
  instance.closeSync()
}

await fill()
const instance = await DuckDBInstance.create(file)
const connection = await instance.connect()
const question = (unit, seconds) => async () => {
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER count, avg(value) average, min(value) minimum, max(value) maximum,
        date_trunc('${unit}', start) bucket
      FROM sample WHERE "user" = 0 AND type = 1 AND start >= make_timestamp_ms(${begin})
        AND start < make_timestamp_ms(${begin + seconds * 1_000})
      GROUP BY bucket ORDER BY bucket`,
  )
  return reader.getRows().map(([count, average, minimum, maximum]) => ({ count, average, minimum, maximum }))
}
const hours = await ask(question('hour', secondsAMonth))
const days = await ask(question('day', secondsAYear))
connection.closeSync()
instance.closeSync()
process.stdout.write(`${JSON.stringify({ hours, days })}\n`)
