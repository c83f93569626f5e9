import { randomFillSync } from 'node:crypto'
import { join } from 'node:path'
import type { NewSample } from '../../src/health/sample.js'
import { openStore } from '../../src/store/open-store.js'
import { usedBytes } from './used-bytes.js'
import { type Nature, seconds } from './workload.js'

const [folder = '', people = '1000', count = '300', nature = 'kind'] = process.argv.slice(2)
const file = join(folder, 'vitald.sqlite')
const store = openStore({ file, clock: () => Date.now(), random: (buffer) => randomFillSync(buffer) })

const names = Array.from({ length: Number(people) }, (_, index) => `person-${index}`)
const type = nature === 'kind' ? 'heartRate' : 'cyclingPower'
const sampleOf = (value: number, start: number): NewSample => ({
  kind: 'quantity',
  type,
  start,
  end: start,
  value,
  source: 'watch',
  device: 'watch',
  metadata: {},
})

const began = performance.now()
const cpu = process.cpuUsage()
for (const { at, values } of seconds(Number(people), Number(count), nature as Nature)) {
  await Promise.all(names.map((name, person) => store.save(name, [sampleOf(values[person] ?? 0, at)])))
}
const durable = performance.now() - began
await store.condense()
const condensed = performance.now() - began
const used = process.cpuUsage(cpu)
await store.close()
process.stdout.write(
  `${JSON.stringify({ durableMs: durable, wholeMs: condensed, cpuMs: (used.user + used.system) / 1000, bytes: usedBytes(file) })}\n`,
)
