import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewSample } from '../../src/health/sample.js'
import { openBenchStore } from '../storage/open-bench-store.js'
import { namesOf, quantityOf } from '../storage/quantity.js'
import { seconds } from '../storage/workload.js'

// Fills a store, a minute of each person at a time, and keeps the feed's place half-way in the file `half-way`.
const [folder = '', people = '100', count = '3000'] = process.argv.slice(2)
const secondsPerSave = 60
const store = openBenchStore(folder)
const names = namesOf(Number(people))
let waiting: NewSample[][] = names.map(() => [])
let second = 0

async function saveAll(): Promise<void> {
  const saved = waiting
  waiting = names.map(() => [])
  await Promise.all(names.map((name, person) => store.save(name, saved[person] ?? [])))
}

for (const { at, values } of seconds(Number(people), Number(count), 'noisy')) {
  names.forEach((_, person) => {
    waiting[person]?.push(quantityOf('noisy', values[person] ?? 0, at))
  })
  second += 1
  if (second % secondsPerSave === 0) await saveAll()
  if (second === Math.floor(Number(count) / 2)) await writeFile(join(folder, 'half-way'), store.anchor())
}
await saveAll()
await store.condense()
await store.close()
process.stdout.write(`${JSON.stringify({ quantities: Number(people) * Number(count) })}\n`)
