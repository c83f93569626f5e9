import type { NewSample } from '../../src/health/sample.js'
import type { QuantityTypeName } from '../../src/health/type.js'
import type { SessionEventName, Workout } from '../../src/health/workout.js'
import { openSessions } from '../../src/session/open-sessions.js'
import type { Profile } from '../../src/session/profile.js'
import type { OpenSessions } from '../../src/session/sessions.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { openMemoryStore } from '../../src/store/open-store.js'

/** 2026-11-22T10:00:00Z. */
export const start = Date.parse('2026-11-22T10:00:00Z')

const random = (buffer: Uint8Array): Uint8Array => {
  for (let index = 0; index < buffer.length; index += 1) buffer[index] = Math.floor(next() * 256)
  return buffer
}

// A small generator with a fixed seed (Park, Miller): the same run every time.
let seed = 20_261_122
const next = (): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

/** A clock that a test sets. */
export interface TestClock {
  (): number
  now: number
}

export const clockAt = (now: number): TestClock => {
  const clock: TestClock = Object.assign(() => clock.now, { now })
  return clock
}

export const memoryStore = (clock: TestClock): HealthStore => openMemoryStore({ clock, random })

let ids = 0
const newId = (): string => {
  ids += 1
  return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
}

/** What a test holds in its hands: sessions on a store in memory and a clock. */
export interface Bench {
  readonly clock: TestClock
  readonly store: HealthStore
  sessions: OpenSessions
  readonly profile: Profile
  /** Sends an event at a second of the workout. */
  send(event: SessionEventName, second: number, user?: string): ReturnType<OpenSessions['send']>
  save(samples: readonly NewSample[], user?: string): Promise<void>
  /** As after kill -9: the store stays, what was in memory is gone. */
  restart(): Promise<void>
}

/** Sessions on a store in memory; the clock stands at the start of the workout. */
export const openBench = (profile: Profile = {}): Promise<Bench> => {
  const clock = clockAt(start)
  return openBenchOn(memoryStore(clock), clock, profile)
}

/** Sessions on a store that there is; those that were going on go on. */
export const openBenchOn = async (store: HealthStore, clock: TestClock, profile: Profile): Promise<Bench> => {
  const parts = { store, clock, newId, profile: () => profile }
  const bench: Bench = {
    clock,
    store,
    profile,
    sessions: await openSessions(parts),
    send: (event, second, user = 'me') => bench.sessions.send(user, { event, at: start + second * 1_000 }),
    save: async (samples, user = 'me') => {
      await store.save(user, samples)
    },
    restart: async () => {
      await bench.sessions.close()
      bench.sessions = await openSessions(parts)
    },
  }
  return bench
}

interface Sensor {
  readonly source?: string
  readonly device?: string
}

/** A reading of an instant, `second` seconds into the workout. */
export const reading = (type: QuantityTypeName, second: number, value: number, sensor: Sensor = {}): NewSample => {
  const at = start + second * 1_000
  const { source = 'watch', device = source } = sensor
  return { kind: 'quantity', type, value, start: at, end: at, source, device, metadata: {} }
}

/** An amount gathered between two seconds of the workout. */
export const amount = (
  type: QuantityTypeName,
  [from, to]: readonly [number, number],
  value: number,
  sensor: Sensor = {},
): NewSample => ({ ...reading(type, from, value, sensor), end: start + to * 1_000 }) as NewSample

/** One reading a second, `from` included, `to` not. */
export const readings = (
  type: QuantityTypeName,
  [from, to]: readonly [number, number],
  value: (second: number) => number,
  sensor: Sensor = {},
): readonly NewSample[] =>
  Array.from({ length: to - from }, (_, index) => reading(type, from + index, value(from + index), sensor))

export const ride = { activityType: 'cycling', location: 'indoor' } as const

/** A bench on which a ride has started. */
export const begin = async (): Promise<Bench> => {
  const bench = await openBench({ functionalThresholdPower: 250, restingHeartRate: 50, maximumHeartRate: 190 })
  await bench.sessions.start('me', ride)
  return bench
}

/** The one workout that a person has saved. */
export const savedWorkout = async ({ store }: Bench, user = 'me'): Promise<Workout> => {
  const { items } = await store.samples(user, { types: ['workout'] })
  const [sample] = items
  if (sample?.kind !== 'workout' || items.length !== 1) throw new Error(`${items.length} workouts are saved`)
  return sample.workout
}

/** Its facts, to be held against those of another session. */
export const withoutId = ({ id: _, ...facts }: Workout): Omit<Workout, 'id'> => ({
  ...facts,
  activities: facts.activities.map(({ uuid: _, ...activity }) => activity),
})
