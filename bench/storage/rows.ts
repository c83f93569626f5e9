import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createUuidV7 } from '../../src/health/uuid.js'
import { device, namesOf, source, typeOf } from './quantity.js'
import { usedBytes } from './used-bytes.js'
import { type Nature, seconds } from './workload.js'

// What one writes first: a row says what a sample says, has a UUID to be known by, is found by person, type and time, and
// the same reading twice is one row. A second's rows are one transaction, and the UUIDs ascend, which a B-tree likes best.
const schema = `
  CREATE TABLE sample (
    uuid TEXT PRIMARY KEY, user TEXT NOT NULL, type TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    value REAL NOT NULL, source TEXT NOT NULL, device TEXT
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX reading ON sample (user, type, start, device);
`

const [folder = '', people = '1000', count = '300', nature = 'kind'] = process.argv.slice(2) as [
  string?,
  string?,
  string?,
  Nature?,
]
const file = join(folder, 'rows.sqlite')
const database = new Database(file)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(schema)
const names = namesOf(Number(people))
const newUuid = createUuidV7(
  () => Date.now(),
  (bytes) => randomFillSync(bytes),
)
const insert = database.prepare('INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
const commit = database.transaction((at: number, values: Float64Array) => {
  names.forEach((name, person) => {
    insert.run(newUuid(), name, typeOf(nature), at, at, values[person], source, device)
  })
})

const began = performance.now()
const cpu = process.cpuUsage()
for (const { at, values } of seconds(Number(people), Number(count), nature)) commit(at, values)
const durable = performance.now() - began
const used = process.cpuUsage(cpu)
database.close()
process.stdout.write(
  `${JSON.stringify({ durableMs: durable, wholeMs: durable, cpuMs: (used.user + used.system) / 1000, bytes: usedBytes(file) })}\n`,
)
