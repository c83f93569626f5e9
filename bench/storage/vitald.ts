import { openBenchStore, storeFile } from './open-bench-store.js'
import { namesOf, quantityOf } from './quantity.js'
import { usedBytes } from './used-bytes.js'
import { type Nature, seconds } from './workload.js'

const [folder = '', people = '1000', count = '300', nature = 'kind'] = process.argv.slice(2) as [
  string?,
  string?,
  string?,
  Nature?,
]
const store = openBenchStore(folder)
const names = namesOf(Number(people))

const began = performance.now()
const cpu = process.cpuUsage()
// Each person's quantity is a save of its own, whose promise waits for the disk; the store may group only what waits.
for (const { at, values } of seconds(Number(people), Number(count), nature)) {
  await Promise.all(names.map((name, person) => store.save(name, [quantityOf(nature, values[person] ?? 0, at)])))
}
const durable = performance.now() - began
await store.condense()
const condensed = performance.now() - began
const used = process.cpuUsage(cpu)
await store.close()
process.stdout.write(
  `${JSON.stringify({ durableMs: durable, wholeMs: condensed, cpuMs: (used.user + used.system) / 1000, bytes: usedBytes(storeFile(folder)) })}\n`,
)
