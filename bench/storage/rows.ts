import { join } from 'node:path'
import Database from 'better-sqlite3'
import { usedBytes } from './used-bytes.js'
import { type Nature, seconds } from './workload.js'

const [folder = '', people = '1000', count = '300', nature = 'kind'] = process.argv.slice(2)
const file = join(folder, 'rows.sqlite')
const database = new Database(file)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(
  'CREATE TABLE sample (user INTEGER, type INTEGER, start INTEGER, value REAL, PRIMARY KEY (user, type, start)) WITHOUT ROWID',
)
const insert = database.prepare('INSERT INTO sample VALUES (?, ?, ?, ?)')
const commit = database.transaction((at: number, values: Float64Array) => {
  for (let person = 0; person < values.length; person++) insert.run(person, 1, at, values[person])
})

const began = performance.now()
const cpu = process.cpuUsage()
for (const { at, values } of seconds(Number(people), Number(count), nature as Nature)) commit(at, values)
const durable = performance.now() - began
const used = process.cpuUsage(cpu)
database.close()
process.stdout.write(
  `${JSON.stringify({ durableMs: durable, wholeMs: durable, cpuMs: (used.user + used.system) / 1000, bytes: usedBytes(file) })}\n`,
)
