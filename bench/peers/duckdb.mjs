import { statSync } from 'node:fs'
import { join } from 'node:path'
import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTimestampMillisecondsValue,
  INTEGER,
  TIMESTAMP_MS,
  UTINYINT,
} from '@duckdb/node-api'
import { allSeries } from '../../dist/bench/storage/series.js'
import { wordsOf } from '../../dist/bench/storage/words.js'
import { workload } from '../../dist/bench/storage/workload.js'

// The leanest table that an analyst could choose: numbers for people, types, sources and devices, no index, no UUID.
// A second's readings go in by the appender, its fastest way from Node, and the commit waits for the disk; what is
// corrected is one UPDATE of the same transaction.
const { folder, size, nature } = wordsOf(process.argv)
const { persons, series, starts, values, seconds, corrections } = workload(size, nature)
const file = join(folder, 'duck.db')
const instance = await DuckDBInstance.create(file)
const connection = await instance.connect()
await connection.run(
  'CREATE TABLE sample ("user" INTEGER, type UTINYINT, source UTINYINT, device UTINYINT, start TIMESTAMP_MS, value DOUBLE)',
)
const columns = [INTEGER, UTINYINT, UTINYINT, UTINYINT, TIMESTAMP_MS, DOUBLE]
const numbersOf = (name) => {
  const names = [...new Set(allSeries.map((one) => one[name]))]
  return allSeries.map((one) => names.indexOf(one[name]))
}
const [types, sources, devices] = ['type', 'source', 'device'].map(numbersOf)
const mostInChunk = 2_048

function append(appender, from, to) {
  const own = Array.from(series.subarray(from, to))
  const chunk = DuckDBDataChunk.create(columns, to - from)
  chunk.setColumns([
    Array.from(persons.subarray(from, to)),
    own.map((number) => types[number]),
    own.map((number) => sources[number]),
    own.map((number) => devices[number]),
    Array.from(starts.subarray(from, to), (start) => new DuckDBTimestampMillisecondsValue(BigInt(start))),
    Array.from(values.subarray(from, to)),
  ])
  appender.appendDataChunk(chunk)
}

const correct = (some) =>
  connection.run(
    `UPDATE sample SET value = right_one.value
      FROM (VALUES ${some.map(({ row, value }) => `(${persons[row]}, ${types[series[row]]}, ${devices[series[row]]}, make_timestamp_ms(${starts[row]})::TIMESTAMP_MS, ${value})`).join(', ')})
        right_one("user", type, device, start, value)
      WHERE sample."user" = right_one."user" AND sample.type = right_one.type AND sample.device = right_one.device
        AND sample.start = right_one.start AND sample.start >= make_timestamp_ms(${Math.min(...some.map(({ row }) => starts[row]))})`,
  )

const began = performance.now()
const cpu = process.cpuUsage()
for (let second = 0; second < size.count; second++) {
  await connection.run('BEGIN')
  const appender = await connection.createAppender('sample')
  const end = seconds[second + 1]
  for (let from = seconds[second]; from < end; from += mostInChunk) {
    append(appender, from, Math.min(end, from + mostInChunk))
  }
  appender.closeSync()
  if (corrections[second]?.length > 0) await correct(corrections[second])
  await connection.run('COMMIT')
}
const durableMs = performance.now() - began
await connection.run('CHECKPOINT')
const wholeMs = performance.now() - began
const used = process.cpuUsage(cpu)
const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER, sum(value) FROM sample')
const [rows, sum] = counted.getRows()[0]
connection.closeSync()
instance.closeSync()
const cpuMs = (used.user + used.system) / 1000
process.stdout.write(`${JSON.stringify({ durableMs, wholeMs, cpuMs, rows, sum, bytes: statSync(file).size })}\n`)
