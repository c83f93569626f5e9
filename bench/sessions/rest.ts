import { randomUUID } from 'node:crypto'
import { openSessions } from '../../src/session/open-sessions.js'
import { openBenchStore, storeFile } from '../storage/open-bench-store.js'
import { usedBytes } from '../storage/used-bytes.js'

// What a session takes that nobody has in memory: its snapshot in the store's file. So many at a time are begun, and the
// engine goes down on them.
const [folder = '', wanted = '1'] = process.argv.slice(2)
const atOnce = 1_000
const start = Date.UTC(2026, 10, 22, 10)
const store = openBenchStore(folder)

/** Begins some in an engine that knows of no others. */
async function begin(first: number, count: number): Promise<void> {
  const others = { ...store, documents: { ...store.documents, all: () => [] } }
  const sessions = await openSessions({ store: others, clock: () => start, newId: randomUUID })
  const names = Array.from({ length: count }, (_, index) => `rider-${first + index}`)
  await Promise.all(
    names.map((name) => sessions.start(name, { activityType: 'cycling', location: 'indoor', at: start })),
  )
  await sessions.close()
}

for (let first = 0; first < Number(wanted); first += atOnce)
  await begin(first, Math.min(atOnce, Number(wanted) - first))
const kept = store.documents.all('session').length
await store.close()
if (kept !== Number(wanted)) throw new Error(`${kept} sessions are kept of ${wanted}`)
process.stdout.write(`${JSON.stringify({ bytes: usedBytes(storeFile(folder)) })}\n`)
