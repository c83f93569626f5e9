import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewSample } from '../../src/health/sample.js'
import { openBenchStore } from '../storage/open-bench-store.js'
import { quantityOf } from '../storage/quantity.js'
import { type Workload, workload } from '../storage/workload.js'

// Fills a store, a minute of each person at a time, and keeps the feed's place half-way in the file `half-way`.
const [folder = '', people = '20', seconds = '3600'] = process.argv.slice(2)
const secondsPerSave = 60
const secondsAtOnce = 3_600
const count = Number(seconds)
const store = openBenchStore(folder)
let quantities = 0

async function saveMinute(work: Workload, minute: number): Promise<void> {
  const waiting: NewSample[][] = work.names.map(() => [])
  const end = Math.min((minute + 1) * secondsPerSave, work.seconds.length - 1)
  for (let row = work.seconds[minute * secondsPerSave] ?? 0; row < (work.seconds[end] ?? 0); row++) {
    waiting[work.persons[row] as number]?.push(quantityOf(work, row))
  }
  await Promise.all(work.names.map((name, person) => store.save(name, waiting[person] ?? [])))
}

for (let from = 0; from < count; from += secondsAtOnce) {
  const work = workload({ people: Number(people), count: Math.min(secondsAtOnce, count - from), from }, 'smooth')
  for (let minute = 0; minute * secondsPerSave < work.seconds.length - 1; minute++) {
    if (from + minute * secondsPerSave === Math.floor(count / 120) * 60) {
      await writeFile(join(folder, 'half-way'), store.anchor())
    }
    await saveMinute(work, minute)
  }
  quantities += work.count
}
await store.condense()
await store.close()
process.stdout.write(`${JSON.stringify({ quantities })}\n`)
