import { openBenchStore } from '../storage/open-bench-store.js'
import { ask } from './asking.js'
import { type Bucket, begin, people, secondsAMonth, secondsAYear } from './readings.js'

const [folder = ''] = process.argv.slice(2)
const store = openBenchStore(folder)
const hourMs = 3_600_000
const dayMs = 86_400_000

async function collection(seconds: number, bucketMs: number): Promise<readonly Bucket[]> {
  const spans = Array.from({ length: (seconds * 1_000) / bucketMs }, (_, at) => ({
    start: begin + at * bucketMs,
    end: begin + (at + 1) * bucketMs,
  }))
  const found = await store.collection(people[0], {
    type: 'heartRate',
    options: ['discreteAverage', 'discreteMin', 'discreteMax'],
    spans,
  })
  return found.map((bucket) => ({
    count: bucket?.count ?? 0,
    average: bucket?.average ?? 0,
    minimum: bucket?.min ?? 0,
    maximum: bucket?.max ?? 0,
  }))
}

const hours = await ask(() => collection(secondsAMonth, hourMs))
const days = await ask(() => collection(secondsAYear, dayMs))
await store.close()
process.stdout.write(`${JSON.stringify({ hours, days })}\n`)
