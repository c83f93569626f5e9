import { pino } from 'pino'
import { openInflux } from '../../src/influx/open-influx.js'
import { openBenchStore } from '../storage/open-bench-store.js'

// Follows the feed of a filled store from its beginning into an empty InfluxDB.
const [folder = '', url = ''] = process.argv.slice(2)
const store = openBenchStore(folder)

const began = performance.now()
const cpu = process.cpuUsage()
const follower = openInflux({
  feed: store,
  documents: store.documents,
  url,
  database: 'vitald',
  covering: () => undefined,
  clock: () => Date.now(),
  log: pino({ level: 'silent' }),
})
await follower.caughtUp()
const tookMs = performance.now() - began
const used = process.cpuUsage(cpu)
await follower.close()
await store.close()
process.stdout.write(`${JSON.stringify({ tookMs, cpuMs: (used.user + used.system) / 1000 })}\n`)
