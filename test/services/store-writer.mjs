// Saves without end into the store file named first, from the number named second on, and says what was acknowledged,
// until it is killed. Every number is one sample; every seventh is a row of its own, the others are packed.
import { randomFillSync } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openStore } from '../../dist/src/store/open-store.js'

const [file, first] = process.argv.slice(2)
const clock = () => Date.UTC(2026, 0, 1)
const store = openStore({ file, clock, random: (bytes) => randomFillSync(bytes), journalLimit: 2_000 })

const sampleOf = (number) => {
  const start = clock() + number * 1_000
  const metadata = number % 7 === 0 ? { number } : {}
  return {
    kind: 'quantity',
    type: 'heartRate',
    start,
    end: start,
    value: number % 200,
    source: 'watch',
    device: 'strap',
    metadata,
  }
}

const saveBatch = async (from, size) => {
  const numbers = Array.from({ length: size }, (_, at) => from + at)
  await store.save(`user-${from % 3}`, numbers.map(sampleOf))
  writeSync(1, `${numbers.join('\n')}\n`)
}

let next = Number(first)
for (;;) {
  const batches = [1, 5, 1, 40].map((size) => {
    next += size
    return saveBatch(next - size, size)
  })
  await Promise.all(batches)
}
