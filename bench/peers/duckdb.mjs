import { statSync } from 'node:fs'
import { join } from 'node:path'
import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTimestampMillisecondsValue,
  INTEGER,
  TIMESTAMP_MS,
} from '@duckdb/node-api'
import { seconds } from '../../dist/bench/storage/workload.js'

// The leanest table that an analyst could choose: numbers for people and types, no index, no source, no UUID. A second's
// quantities go in by the appender as one chunk, its fastest way from Node, and the commit waits for the disk.
const [folder, people, count, nature] = process.argv.slice(2)
const file = join(folder, 'duck.db')
const instance = await DuckDBInstance.create(file)
const connection = await instance.connect()
await connection.run('CREATE TABLE sample ("user" INTEGER, type INTEGER, start TIMESTAMP_MS, value DOUBLE)')
const users = Array.from({ length: Number(people) }, (_, index) => index)
const types = users.map(() => 1)

const began = performance.now()
const cpu = process.cpuUsage()
for (const { at, values } of seconds(Number(people), Number(count), nature)) {
  await connection.run('BEGIN')
  const appender = await connection.createAppender('sample')
  const start = new DuckDBTimestampMillisecondsValue(BigInt(at))
  const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, TIMESTAMP_MS, DOUBLE], users.length)
  chunk.setColumns([users, types, users.map(() => start), Array.from(values)])
  appender.appendDataChunk(chunk)
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
