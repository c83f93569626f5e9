import { randomFillSync, randomUUID } from 'node:crypto'
import type { NewSample } from '../../src/health/sample.js'
import type { QuantityTypeName } from '../../src/health/type.js'
import { openSessions } from '../../src/session/open-sessions.js'
import { openBenchStore } from '../storage/open-bench-store.js'

// What sessions cost a process that has them all: memory, and processor time while they ride. Without a session the same
// people send the same readings: what is left then is the store's. Outdoors a ride pauses by itself when nothing moves, and
// has a way.
const [folder = '', people = '1', seconds = '0', ride = ''] = process.argv.slice(2)
const isRidden = ride !== 'store'
const names = Array.from({ length: Number(people) }, (_, index) => `rider-${index}`)
const sensors: readonly QuantityTypeName[] = ['heartRate', 'cyclingPower', 'cyclingCadence']
const types: readonly QuantityTypeName[] = ride === 'outdoors' ? [...sensors, 'distanceCycling'] : sensors
const peopleAtOnce = 1_000
const start = Date.UTC(2026, 10, 22, 10)
const profile = { functionalThresholdPower: 250, maximumHeartRate: 190, restingHeartRate: 50, bodyMass: 75 }

let now = start
const store = openBenchStore(folder)
const sessions = await openSessions({ store, clock: () => now, newId: randomUUID, profile: () => profile })

const collected = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const secondMs = 1_000
/** About 30 km/h, m. */
const metresOf = (value: number): number => 7.5 + value / 20
const noise = new Uint8Array(types.length * names.length)
const readings = (person: number, at: number): NewSample[] =>
  types.map((type, index) => {
    const random = (noise[types.length * person + index] ?? 0) % 40
    const facts = { kind: 'quantity', source: 'watch', device: 'watch-1', metadata: {} } as const
    if (type !== 'distanceCycling') return { ...facts, type, start: at, end: at, value: 80 + 40 * index + random }
    return { ...facts, type, start: at, end: at + secondMs, value: metresOf(random) }
  })

/** Everybody's readings of one second, in commits as large as the engine makes them. */
async function second(at: number): Promise<void> {
  randomFillSync(noise)
  for (let first = 0; first < names.length; first += peopleAtOnce) {
    const some = names.slice(first, first + peopleAtOnce)
    await Promise.all(some.map((name, index) => store.save(name, readings(first + index, at))))
  }
}

const configuration = { activityType: 'cycling', location: ride === 'outdoors' ? 'outdoor' : 'indoor' } as const
if (isRidden) for (const name of names) await sessions.start(name, { ...configuration, at: start })
const before = process.cpuUsage()
for (let index = 0; index < Number(seconds); index += 1) {
  now = start + index * secondMs
  await second(now)
}
const { user, system } = process.cpuUsage(before)
await store.settled()
const counts = names.map((name) => sessions.active(name)?.statistics.heartRate?.count ?? 0)
if (isRidden && !counts.every((count) => count === Number(seconds)))
  throw new Error('a session has not seen every reading')
// What goes with the sessions was theirs.
const full = collected()
await sessions.close()
const bytes = full - collected()
process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1_000, bytes })}\n`)
process.exit()
