import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createUuidV7 } from '../../src/health/uuid.js'
import { allSeries, type Series } from './series.js'
import { usedBytes } from './used-bytes.js'
import { wordsOf } from './words.js'
import { workload } from './workload.js'

// What one writes first: a row says what a sample says, has a UUID to be known by, is found by person, type and time, and
// the same reading twice is one row. A second's rows are one transaction, and the UUIDs ascend, which a B-tree likes best.
const schema = `
  CREATE TABLE sample (
    uuid TEXT PRIMARY KEY, user TEXT NOT NULL, type TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    value REAL NOT NULL, source TEXT NOT NULL, device TEXT
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX reading ON sample (user, type, start, device);
`

const { folder, size, nature } = wordsOf(process.argv)
const { names, persons, series, starts, values, seconds, corrections } = workload(size, nature)
const file = join(folder, 'rows.sqlite')
const database = new Database(file)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(schema)
const newUuid = createUuidV7(
  () => Date.now(),
  (bytes) => randomFillSync(bytes),
)
const insert = database.prepare('INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
const update = database.prepare('UPDATE sample SET value = ? WHERE user = ? AND type = ? AND start = ? AND device = ?')
const keyOf = (row: number) => ({
  ...(allSeries[series[row] as number] as Series),
  user: names[persons[row] as number],
  start: starts[row],
})
const commit = database.transaction((second: number) => {
  for (let row = seconds[second] as number; row < (seconds[second + 1] as number); row += 1) {
    const { user, type, start, source, device } = keyOf(row)
    insert.run(newUuid(), user, type, start, start, values[row], source, device)
  }
  for (const { row, value } of corrections[second] ?? []) {
    const { user, type, start, device } = keyOf(row)
    update.run(value, user, type, start, device)
  }
})

const began = performance.now()
const cpu = process.cpuUsage()
for (let second = 0; second < size.count; second++) commit(second)
const durableMs = performance.now() - began
const used = process.cpuUsage(cpu)
database.close()
const cpuMs = (used.user + used.system) / 1000
process.stdout.write(`${JSON.stringify({ durableMs, wholeMs: durableMs, cpuMs, bytes: usedBytes(file) })}\n`)
