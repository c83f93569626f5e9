import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recordPastWorkout } from '../../../src/session/past-workout.js'
import type { Profile } from '../../../src/session/profile.js'
import { clockAt, memoryStore } from '../begin.js'
import { eventsOf, readRide, samplesOf } from '../rides.js'

interface Recomputed {
  readonly heart_rate_bpm?: { readonly mean_time_weighted: number }
  readonly power_1hz_grid?: {
    readonly np_w: number
    readonly work_j: number
    readonly best_w: Readonly<Record<string, number>>
  }
}

const { files } = JSON.parse(
  readFileSync(new URL('../../fixtures/workouts/expected.json', import.meta.url), 'utf8'),
) as {
  readonly files: readonly { readonly id: string; readonly sessions?: readonly { readonly recomputed: Recomputed }[] }[]
}

/** What others make of a file's records (their origin is in the fixtures' README). */
const recomputedOf = (name: string): Recomputed =>
  files.find(({ id }) => id === name)?.sessions?.[0]?.recomputed ?? expect.fail(`nothing is known of ${name}`)

const id = '0193e0a0-0000-7000-8000-000000000002'

/** The record of a ride, its beats and its way. */
const recordOf = async (name: string, profile: Profile = {}) => {
  const recording = await readRide(name)
  const { activityType, location, start, end, heartbeats, route: locations } = recording
  const store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
  const facts = { source: 'watch', metadata: {} }
  const way = { kind: 'workoutRoute', type: 'workoutRoute', workoutUuid: id, locations } as const
  const beats = heartbeats.map((series) => ({ ...series, ...facts }))
  const [first, last] = [locations[0]?.time, locations.at(-1)?.time]
  const routes = first === undefined || last === undefined ? [] : [{ ...way, ...facts, start: first, end: last }]
  await store.save('me', [...samplesOf(recording), ...beats, ...routes])
  const events = eventsOf(recording).flatMap(({ event, at }) =>
    event === 'pause' || event === 'resume' || event === 'lap' ? [{ event, at }] : [],
  )
  const past = { id, user: 'me', source: 'watch', activityType, location, start, end, events }
  return (await recordPastWorkout({ store, profile: () => profile }, past)).workout
}

const rides = ['indoor-trainer.fit', 'indoor-two-pauses.fit', 'outdoor-three-pauses.fit'] as const
const lengths = { '5s': '5s', '30s': '30s', '60s': '1min', '300s': '5min', '1200s': '20min' } as const

describe.each(rides)('the record of %s', (name) => {
  it('has the power that others find', async () => {
    const { metrics, elapsed } = await recordOf(name)
    const { power_1hz_grid: grid } = recomputedOf(name)
    if (!grid) return expect.fail('power is expected')
    expect(Math.abs((metrics.normalizedPower ?? 0) / grid.np_w - 1)).toBeLessThan(0.003)
    expect(Math.abs((metrics.work ?? 0) * 1_000 - grid.work_j)).toBeLessThan(1.5 * (grid.work_j / elapsed))
    for (const [theirs, ours] of Object.entries(lengths)) {
      if (grid.best_w[theirs] === undefined) continue
      expect(metrics[`bestPower${ours}`]).toBeCloseTo(grid.best_w[theirs], 1)
    }
  })
})

describe.each([...rides.slice(0, 2), 'run-smart-recording.fit', 'run-developer-fields.fit'])(
  'the record of %s',
  (name) => {
    it('has the heart rate that others find, and zones of the same time', async () => {
      const { statistics, zones } = await recordOf(name, { maximumHeartRate: 190 })
      const average = recomputedOf(name).heart_rate_bpm?.mean_time_weighted ?? 0
      expect(Math.abs((statistics.heartRate?.average ?? 0) - average)).toBeLessThan(1)
      const time = zones.heartRate?.reduce((sum, { seconds }) => sum + seconds, 0)
      expect(time).toBeCloseTo(statistics.heartRate?.duration ?? 0, 6)
    })
  },
)

describe('the record of run-developer-fields.fit', () => {
  it('has its beats’ variability, next to that of the filter that others use', async () => {
    const { metrics } = await recordOf('run-developer-fields.fit')
    expect(Math.abs((metrics.rmssd ?? 0) - 9.361)).toBeLessThan(0.1)
    expect(Math.abs((metrics.sdnn ?? 0) - 31.361)).toBeLessThan(0.5)
    expect(metrics.hrvCoverage).toBeGreaterThan(0.95)
  })

  it('goes up and down about as far as its device says', async () => {
    const { metrics } = await recordOf('run-developer-fields.fit')
    expect(Math.abs((metrics.ascent ?? 0) - 32)).toBeLessThan(10)
    expect(Math.abs((metrics.descent ?? 0) - 30)).toBeLessThan(10)
  })
})

describe('the record of run-rr-intervals.fit', () => {
  it('has too few valid intervals to tell of variability', async () => {
    const { metrics, unavailable } = await recordOf('run-rr-intervals.fit')
    expect(metrics).not.toHaveProperty('rmssd')
    expect(unavailable.rmssd).toMatch(/cover too little/)
  })
})
