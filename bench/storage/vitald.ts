import { openBenchStore, storeFile } from './open-bench-store.js'
import { Saving } from './save-all.js'
import { usedBytes } from './used-bytes.js'
import { wordsOf } from './words.js'
import { workload } from './workload.js'

const { folder, size, nature } = wordsOf(process.argv)
const work = workload(size, nature)
const store = openBenchStore(folder)
const saving = new Saving(store, work)

const began = performance.now()
const cpu = process.cpuUsage()
for (let second = 0; second < size.count; second++) await saving.second(second)
const durableMs = performance.now() - began
await store.condense()
const wholeMs = performance.now() - began
const used = process.cpuUsage(cpu)
const { stored, deleted } = store.figures()
if (stored - deleted !== work.count) throw new Error(`${stored - deleted} quantities are stored of ${work.count}`)
await store.close()
const cpuMs = (used.user + used.system) / 1000
process.stdout.write(`${JSON.stringify({ durableMs, wholeMs, cpuMs, bytes: usedBytes(storeFile(folder)) })}\n`)
