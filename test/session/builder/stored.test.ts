import { expect, it } from 'vitest'
import { recordPastWorkout } from '../../../src/session/past-workout.js'
import { clockAt, memoryStore, start } from '../begin.js'

const minuteMs = 60_000
const at = (minute: number): number => start + minute * minuteMs
const minutes = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)
const saved = { source: 'watch', metadata: {} } as const

it('a workout of hours is folded in order, whatever reaches from one hour into others', async () => {
  const store = memoryStore(clockAt(at(600)))
  const way = { ...saved, kind: 'quantity', type: 'distanceCycling' } as const
  const beat = { ...saved, kind: 'quantity', type: 'heartRate' } as const
  const power = { ...saved, kind: 'series', type: 'cyclingPower', start: at(0), end: at(209) } as const
  await store.save('me', [
    // Two over the border of an hour, and hours in which nothing begins.
    { ...way, value: 6_000, start: at(10), end: at(130) },
    { ...way, value: 3_000, start: at(179), end: at(209) },
    ...[...minutes(0, 30), ...minutes(190, 209)].map((minute) => ({
      ...{ ...beat, value: minute < 30 ? 100 : 160 },
      ...{ start: at(minute), end: at(minute) },
    })),
    { ...power, times: minutes(0, 210).map(at), values: minutes(0, 210).map((minute) => 100 + minute) },
  ])
  const past = { id: '0193e0a0-0000-7000-8000-000000000001', user: 'me', source: 'watch', events: [] }
  const { workout } = await recordPastWorkout(
    { store, profile: () => ({}) },
    { ...past, activityType: 'cycling', location: 'outdoor', start: at(0), end: at(209) },
  )
  const { distanceCycling, heartRate, cyclingPower } = workout.statistics
  expect(distanceCycling?.sum).toBeCloseTo(9_000, 6)
  expect(heartRate).toMatchObject({ count: 49, min: 100, max: 160 })
  expect(cyclingPower).toMatchObject({ count: 210, min: 100, max: 309 })
})
