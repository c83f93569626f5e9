import type { NewSample } from '../../src/health/sample.js'
import { openBenchStore } from '../storage/open-bench-store.js'
import { begin, people, rateAt, secondsOf } from './readings.js'

// Fills a store with everybody's heart rates, an hour of each person at a time.
const [folder = ''] = process.argv.slice(2)
const secondsPerSave = 3_600
const hoursAtOnce = 24
const store = openBenchStore(folder)
const metadata = {}

function hourOf(person: number, from: number): NewSample[] {
  return Array.from({ length: secondsPerSave }, (_, at) => {
    const start = begin + (from + at) * 1_000
    const value = rateAt(person, from + at)
    return { kind: 'quantity', type: 'heartRate', start, end: start, value, source: 'watch', metadata }
  })
}

const began = performance.now()
let quantities = 0
for (let from = 0; from < Math.max(...people.map((_, person) => secondsOf(person))); ) {
  const saves: Promise<unknown>[] = []
  for (let hour = 0; hour < hoursAtOnce; hour++, from += secondsPerSave) {
    for (const [person, name] of people.entries()) {
      if (from >= secondsOf(person)) continue
      saves.push(store.save(name, hourOf(person, from)))
      quantities += secondsPerSave
    }
  }
  await Promise.all(saves)
}
await store.condense()
const tookMs = performance.now() - began
await store.close()
process.stdout.write(`${JSON.stringify({ quantities, tookMs })}\n`)
