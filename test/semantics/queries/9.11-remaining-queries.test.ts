import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../../src/health/person/person.js'
import { type LibraryStore, openHealthStore } from '../../../src/library/open-health-store.js'
import { beat, iso, noon, steps, take } from '../../contracts/person-samples.js'
import { workoutSample } from '../../http/workout-sample.js'

let health: LibraryStore
let me: Person
beforeEach(async () => {
  health = await openHealthStore({ memory: true, timeZone: 'UTC', clock: () => noon })
  me = health.user()
})
afterEach(() => health.close())

const ride = workoutSample()
const place = (second: number) => ({ time: iso(second), latitude: 52 + second / 1e5, longitude: 13 })
const recording = {
  type: 'electrocardiogram',
  start: noon,
  classification: 'sinusRhythm',
  samplingFrequency: 512,
  voltages: { appleWatchSimilarToLeadI: [0, 0.0001, 0.0002] },
}

describe('§ 9.11 remaining queries', () => {
  it('a workout’s routes: the locations of all of them in batches, of a window too', async () => {
    await health.save('me', [ride])
    const route = (seconds: readonly number[]) => ({
      ...{ type: 'workoutRoute', workout: ride.uuid, start: iso(seconds[0] ?? 0) },
      locations: seconds.map(place),
    })
    await me.save([route([0, 10, 20]), route([30, 40])])
    const times = async (query: Parameters<Person['workoutLocations']>[1] = {}) =>
      (await take(me.workoutLocations(ride.uuid, { limit: 2, ...query }))).map(({ time }) => time)
    expect(await times()).toEqual([0, 10, 20, 30, 40].map(iso))
    expect(await times({ start: iso(10), end: iso(40) })).toEqual([10, 20, 30].map(iso))
  })

  it('a heartbeat series: its beats one by one', async () => {
    const beats = [
      { timeSinceStart: 0.8, precededByGap: false },
      { timeSinceStart: 2.1, precededByGap: true },
    ]
    const [uuid = ''] = await me.save({ type: 'heartbeatSeries', start: noon, beats })
    expect(await take(me.heartbeats(uuid, { limit: 1 }))).toEqual(beats)
  })

  it('an electrocardiogram: its voltages, and by its classification', async () => {
    const [uuid = ''] = await me.save(recording)
    expect(await take(me.voltages(uuid, { limit: 2 }))).toEqual([
      { timeSinceStart: 0, voltage: 0 },
      { timeSinceStart: 1 / 512, voltage: 0.0001 },
      { timeSinceStart: 2 / 512, voltage: 0.0002 },
    ])
    const by = (classification: string) => take(me.samples({ predicate: { electrocardiogram: { classification } } }))
    expect(await by('sinusRhythm')).toMatchObject([{ uuid }])
    expect(await by('atrialFibrillation')).toEqual([])
  })

  it('activity summaries: day by day, and again when something of them changes', async () => {
    const today = { start: '2026-11-22', end: '2026-11-23' }
    expect((await take(me.activitySummaries(today))).map(({ date }) => date)).toEqual(['2026-11-22'])
    const updates = me.activitySummaryUpdates(today)
    await updates.next()
    await me.save({ ...steps(0, 5), type: 'activeEnergyBurned', unit: 'kcal' })
    expect((await updates.next()).value).toMatchObject({ changed: [{ date: '2026-11-22' }] })
    await updates.return?.()
  })

  it('what goes on is a stream that ends when its reader leaves it', async () => {
    const changes = me.changes({ types: ['heartRate'] })
    const waiting = changes.next()
    await me.save([steps(0, 1), beat(0, 60)])
    expect((await waiting).value).toMatchObject({ added: [{ value: 60 }] })
    await changes.return?.()
    await me.save(beat(1, 61))
    expect(await changes.next()).toEqual({ done: true, value: undefined })
  })
})
