import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ask } from './asking.js'
import { type Bucket, begin, people, rateAt, secondsAMonth } from './readings.js'

// A row a reading, kept in the order in which the question goes through them: nothing that SQLite has is faster.
const [folder = ''] = process.argv.slice(2)
const database = new Database(join(folder, 'rows.sqlite'))
database.pragma('synchronous = OFF')
database.exec(
  'CREATE TABLE sample (user TEXT, type TEXT, start INTEGER, value REAL, PRIMARY KEY (user, type, start)) WITHOUT ROWID',
)
const insert = database.prepare("INSERT INTO sample VALUES (?, 'heartRate', ?, ?)")
database.transaction(() => {
  for (const [person, name] of people.entries()) {
    for (let second = 0; second < secondsAMonth; second++) {
      insert.run(name, begin + second * 1_000, rateAt(person, second))
    }
  }
})()
const select = database.prepare<[string, number, number], Bucket>(
  `SELECT count(*) count, avg(value) average, min(value) minimum, max(value) maximum FROM sample
    WHERE user = ? AND type = 'heartRate' AND start >= ? AND start < ? GROUP BY start / 3600000 ORDER BY 1`,
)
const hours = await ask(async () => select.all(people[0], begin, begin + secondsAMonth * 1_000))
database.close()
process.stdout.write(`${JSON.stringify({ hours })}\n`)
