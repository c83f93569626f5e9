import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance, DuckDBTimestampMillisecondsValue } from '@duckdb/node-api'
import { seconds } from '../../dist/bench/storage/workload.js'

const [folder, people, count, nature] = process.argv.slice(2)
const file = join(folder, 'duck.db')
const instance = await DuckDBInstance.create(file)
const connection = await instance.connect()
await connection.run('CREATE TABLE sample ("user" INTEGER, type INTEGER, start TIMESTAMP_MS, value DOUBLE)')

const began = performance.now()
const cpu = process.cpuUsage()
for (const { at, values } of seconds(Number(people), Number(count), nature)) {
  await connection.run('BEGIN')
  const appender = await connection.createAppender('sample')
  const start = new DuckDBTimestampMillisecondsValue(BigInt(at))
  for (let person = 0; person < values.length; person++) {
    appender.appendInteger(person)
    appender.appendInteger(1)
    appender.appendTimestampMilliseconds(start)
    appender.appendDouble(values[person])
    appender.endRow()
  }
  appender.closeSync()
  await connection.run('COMMIT')
}
const durable = performance.now() - began
await connection.run('CHECKPOINT')
const whole = performance.now() - began
const used = process.cpuUsage(cpu)
connection.closeSync()
instance.closeSync()
process.stdout.write(
  `${JSON.stringify({ durableMs: durable, wholeMs: whole, cpuMs: (used.user + used.system) / 1000, bytes: statSync(file).size })}\n`,
)
