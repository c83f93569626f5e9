import { expect, it } from 'vitest'
import { samplesOfWorkout } from '../../src/exchange/gather.js'
import { boundsOf } from '../../src/health/predicate/bounds.js'
import type { Predicate } from '../../src/health/predicate/predicate.js'
import { recordPastWorkout } from '../../src/session/past-workout.js'
import { clockAt, memoryStore } from '../session/begin.js'

const start = Date.parse('2026-05-01T10:00:00Z')
const end = start + 60_000
const own = { source: 'watch', metadata: {} } as const
const beat = (at: number, source = 'watch') =>
  ({ ...own, source, kind: 'quantity', type: 'heartRate', start: at, end: at, value: 120 }) as const
const beats = (at: number, source: string) =>
  ({
    ...own,
    source,
    kind: 'heartbeatSeries',
    type: 'heartbeatSeries',
    start: at,
    end: at + 60_000,
    beats: [],
  }) as const

/** A store with a workout of a minute, and which of all its samples are asked for. */
async function ridden() {
  const store = memoryStore(clockAt(end))
  const years = Array.from({ length: 50 }, (_, day) => beat(start - (day + 1) * 86_400_000))
  await store.save('me', [...years, beat(start), beat(start + 30_000), beat(end), beat(end + 1), beat(start, 'phone')])
  await store.save('me', [beats(start - 30_000, 'strap'), beats(start, 'watch'), beats(end, 'strap')])
  const past = { id: '0193e0a0-0000-7000-8000-000000000001', user: 'me', source: 'watch', start, end, events: [] }
  const { workout } = await recordPastWorkout(
    { store, profile: () => ({}) },
    { ...past, activityType: 'cycling', location: 'indoor' },
  )
  const asked: Predicate[] = []
  const samples: typeof store.samples = (user, query) => {
    if (query.predicate !== undefined) asked.push(query.predicate)
    return store.samples(user, query)
  }
  return { found: await samplesOfWorkout({ samples }, 'me', workout), asked }
}

it('is what the workout collected, and the beats that reach into it, by start', async () => {
  const { found } = await ridden()
  expect(found.map(({ type, source, start: at }) => [type, source, at - start])).toEqual([
    ['heartbeatSeries', 'strap', -30_000],
    ['heartRate', 'watch', 0],
    ['heartbeatSeries', 'watch', 0],
    ['heartRate', 'watch', 30_000],
    ['heartRate', 'watch', 60_000],
  ])
})

it('is looked up by the workout or by its time, however much else there is', async () => {
  const { asked } = await ridden()
  for (const { workouts, startTo, endFrom } of asked.map(boundsOf))
    expect(workouts !== undefined || (Number.isFinite(startTo) && Number.isFinite(endFrom))).toBe(true)
  expect(asked.length).toBeGreaterThan(0)
})
