import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workout } from '../../../src/health/workout.js'
import { noon, openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const dayMs = 86_400_000
/** A workout of an hour, so many days before today's noon. */
const ridden = (number: number, daysBack: number, changed: Partial<Workout>) => {
  const start = noon - daysBack * dayMs
  const end = start + 3_600_000
  return { ...workoutSample(number, { start, end, events: [], ...changed }), start, end }
}
const itemsOf = async (path: string) => {
  const { status, json } = await http.ask('GET', `/v1/users/me/${path}`)
  expect(status).toBe(200)
  return (json as { readonly items: readonly Record<string, unknown>[] }).items
}

describe('personal records', () => {
  it('are the best of each figure by activity, of the workout that had it', async () => {
    await http.store.save('me', [
      ridden(0, 2, { metrics: { bestPower5min: 300, fastest1km: 90 } }),
      ridden(1, 1, { metrics: { bestPower5min: 290, fastest1km: 80 }, elapsed: 7_000 }),
      ridden(2, 0, { activityType: 'running', metrics: { fastest1km: 240 } }),
    ])
    const items = await itemsOf('records')
    expect(items.map(({ activityType, figure, value }) => [activityType, figure, value])).toEqual([
      ['cycling', 'duration', 7_000],
      ['cycling', 'bestPower5min', 300],
      ['cycling', 'fastest1km', 80],
      ['running', 'duration', 3_500],
      ['running', 'fastest1km', 240],
    ])
    expect(items[1]).toMatchObject({
      ...{ unit: 'W', workout: workoutSample(0).workout.id, at: '2026-11-20T12:00:00.000Z' },
    })
  })

  it('have the distance of the activity itself', async () => {
    const span = { start: noon, end: noon + 1, duration: 1, count: 1, sources: ['watch'] }
    const metres = (type: 'distanceCycling' | 'distanceWalkingRunning', sum: number) => ({
      type,
      unit: 'm',
      ...span,
      sum,
    })
    const statistics = {
      distanceWalkingRunning: metres('distanceWalkingRunning', 90),
      distanceCycling: metres('distanceCycling', 20_000),
    }
    await http.store.save('me', [ridden(0, 1, { statistics }), ridden(1, 0, { statistics, activityType: 'rowing' })])
    const distances = (await itemsOf('records')).filter(({ figure }) => figure === 'distance')
    expect(distances.map(({ activityType, value }) => [activityType, value])).toEqual([['cycling', 20_000]])
  })

  it('count each sport of several as such', async () => {
    const leg = (activityType: Workout['activityType'], from: number, metrics: Workout['metrics']) => ({
      ...({ uuid: `0193bbbb-0000-8000-8000-00000000000${from}`, activityType, location: 'outdoor', metrics } as const),
      ...{ start: noon + from, end: noon + from + 1, elapsed: 600, statistics: {} },
    })
    const activities = [
      leg('swimming', 1, { averageSpeed: 1.2 }),
      leg('transition', 2, { averageSpeed: 3 }),
      leg('cycling', 3, { averageSpeed: 10, bestPower5min: 250 }),
    ]
    await http.store.save('me', [ridden(0, 0, { activityType: 'swimBikeRun', metrics: {}, activities })])
    const items = await itemsOf('records')
    expect(items.map(({ activityType, figure, value }) => [activityType, figure, value])).toEqual([
      ['cycling', 'duration', 600],
      ['cycling', 'averageSpeed', 10],
      ['cycling', 'bestPower5min', 250],
      ['swimBikeRun', 'duration', 3_500],
      ['swimming', 'duration', 600],
      ['swimming', 'averageSpeed', 1.2],
    ])
    expect(items[0]).toMatchObject({
      ...{ workout: workoutSample(0).uuid, activity: activities[2]?.uuid, at: '2026-11-22T12:00:00.003Z' },
    })
    expect((await itemsOf('records?activityType=swimming')).map(({ value }) => value)).toEqual([600, 1.2])
  })

  it('follow a workout that is merged or deleted', async () => {
    const [one, two] = [ridden(0, 0, { elapsed: 3_600 }), workoutSample(5)]
    await http.store.save('me', [one, two])
    const longest = async () => (await itemsOf('records')).find(({ figure }) => figure === 'duration')
    expect(await longest()).toMatchObject({ value: 3_600, workout: one.uuid })
    const { json } = await http.ask('POST', '/v1/users/me/workouts/merge', { workouts: [one.uuid, two.uuid] })
    const merged = (json as { id: string }).id
    expect(await longest()).toMatchObject({ value: 7_200, workout: merged })
    await http.ask('DELETE', `/v1/users/me/workouts/${merged}`)
    expect(await itemsOf('records')).toEqual([])
  })

  it('are narrowed down by activity and time', async () => {
    await http.store.save('me', [
      ridden(0, 9, { metrics: { bestPower5min: 300 } }),
      ridden(1, 1, { metrics: { bestPower5min: 290 } }),
    ])
    const items = await itemsOf('records?activityType=cycling&start=2026-11-15T00:00:00Z')
    expect(items.find(({ figure }) => figure === 'bestPower5min')).toMatchObject({ value: 290 })
    expect(await itemsOf('records?activityType=running')).toEqual([])
  })
})

describe('training load', () => {
  it('is the stress of the day’s workouts, where that is unknown the impulse', async () => {
    await http.store.save('me', [
      ridden(0, 1, { metrics: { trainingStressScore: 100, trainingImpulse: 130 } }),
      ridden(1, 0, { metrics: { trainingImpulse: 60 } }),
      ridden(2, 0, { metrics: { trainingStressScore: 40 } }),
    ])
    const [before, yesterday, today] = (await itemsOf('training-load?start=2026-11-20')).slice(0)
    expect(before).toMatchObject({ date: '2026-11-20', load: 0, fitness: 0, fatigue: 0, form: 0, workouts: [] })
    const [fitness, fatigue] = [100 * (1 - Math.exp(-1 / 42)), 100 * (1 - Math.exp(-1 / 7))]
    expect(yesterday).toMatchObject({ date: '2026-11-21', load: 100, form: 0 })
    expect(yesterday?.fitness).toBeCloseTo(fitness, 9)
    expect(yesterday?.fatigue).toBeCloseTo(fatigue, 9)
    expect(today).toMatchObject({ load: 100, trainingStressScore: 40, trainingImpulse: 60 })
    expect(today?.form).toBeCloseTo(fitness - fatigue, 9)
  })

  it('is of each sport of several, by what tells of it', async () => {
    const sport = (activityType: Workout['activityType'], metrics: Workout['metrics']) =>
      ({ activityType, location: 'outdoor', start: noon, end: noon, elapsed: 600, statistics: {}, metrics }) as const
    const activities = [
      sport('swimming', { trainingImpulse: 20 }),
      sport('cycling', { trainingStressScore: 50, trainingImpulse: 40 }),
    ]
    const metrics = { trainingStressScore: 30, trainingImpulse: 60 }
    await http.store.save('me', [ridden(0, 0, { activityType: 'swimBikeRun', metrics, activities })])
    const [today] = (await itemsOf('training-load')).slice(-1)
    expect(today).toMatchObject({ load: 70, trainingStressScore: 50, trainingImpulse: 20 })
  })

  it('names the workouts that tell of none, and why', async () => {
    await http.store.save('me', [ridden(0, 0, { metrics: {}, unavailable: { trainingImpulse: 'no heart rate' } })])
    const [today] = (await itemsOf('training-load')).slice(-1)
    expect(today).toMatchObject({ load: 0, workouts: [] })
    expect(today?.unmeasured).toEqual([{ workout: workoutSample(0).uuid, reason: 'no heart rate' }])
  })

  it('counts what lies before the first day that is asked for', async () => {
    await http.store.save('me', [ridden(0, 42, { metrics: { trainingStressScore: 100 } })])
    const [today] = await itemsOf('training-load?start=2026-11-22')
    expect(today?.load).toBe(0)
    expect(today?.fitness).toBeCloseTo(100 * (1 - Math.exp(-1 / 42)) * Math.exp(-1), 9)
  })

  it('is refused over too many days, and without such a person not found', async () => {
    expect((await http.ask('GET', '/v1/users/me/training-load?start=2020-01-01')).status).toBe(400)
    expect((await http.ask('GET', '/v1/users/nobody/training-load')).status).toBe(404)
  })
})
