import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changesJsonSchema, sampleJsonSchema } from '../../../src/health/json/json-schema.js'
import { listSchema } from '../../../src/http/answers.js'
import { noon, openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const person = '/v1/users/me'
const save = async (sample: object): Promise<string> => {
  const answer = await http.ask('POST', `${person}/samples`, sample)
  expect(answer).toMatchObject({ status: 201 })
  return (answer.json as { uuids: string[] }).uuids[0] ?? ''
}
const ask = (path: string) => http.ask('GET', `${person}${path}`)
const place = (second: number) => ({ time: noon + second * 1_000, latitude: 52, longitude: 13 })
const time = (second: number) => new Date(noon + second * 1_000).toISOString()

describe('the beats of a heartbeat series', () => {
  it('come page by page, their count with the sample', async () => {
    const beats = [0.8, 1.6, 4].map((timeSinceStart) => ({ timeSinceStart, precededByGap: timeSinceStart === 4 }))
    const uuid = await save({ type: 'heartbeatSeries', start: noon, beats })
    expect((await ask(`/samples/${uuid}`)).json).toMatchObject({ type: 'heartbeatSeries', count: 3 })
    const first = await ask(`/samples/${uuid}/heartbeats?limit=2`)
    expect(first.json).toEqual({ items: beats.slice(0, 2), cursor: '2' })
    expect((await ask(`/samples/${uuid}/heartbeats?limit=2&cursor=2`)).json).toEqual({ items: beats.slice(2) })
  })

  it('are none of another sample, and of none that there is not', async () => {
    const uuid = await save({ type: 'heartRate', start: noon, value: 60 })
    expect(await ask(`/samples/${uuid}/heartbeats`)).toMatchObject({ status: 404 })
    expect(await ask('/samples/018f0000-0000-4000-8000-000000000001/heartbeats')).toMatchObject({ status: 404 })
  })
})

describe('the voltages of an electrocardiogram', () => {
  it('come lead by lead with their times', async () => {
    const voltages = { leadI: [0.0001, 0.0002, 0.0003], v1: [1, 2, 3] }
    const uuid = await save({ type: 'electrocardiogram', start: noon, samplingFrequency: 500, voltages })
    expect((await ask(`/samples/${uuid}`)).json).toMatchObject({
      numberOfVoltageMeasurements: 3,
      leads: ['leadI', 'v1'],
      classification: 'notSet',
    })
    expect((await ask(`/samples/${uuid}/voltages?limit=1&cursor=1`)).json).toEqual({
      lead: 'leadI',
      samplingFrequency: 500,
      items: [{ timeSinceStart: 0.002, voltage: 0.0002 }],
      cursor: '2',
    })
    expect((await ask(`/samples/${uuid}/voltages?lead=v1`)).json).toMatchObject({ lead: 'v1', items: { length: 3 } })
    expect(await ask(`/samples/${uuid}/voltages?lead=v2`)).toMatchObject({ status: 404 })
  })
})

describe('the routes of a workout', () => {
  const ride = workoutSample(0, { sources: [] })
  const route = (...seconds: readonly number[]) => ({
    type: 'workoutRoute',
    workout: ride.uuid,
    locations: seconds.map(place),
  })

  beforeEach(async () => {
    await http.store.save('me', [ride])
  })

  it('are those that were saved for it, whatever their time', async () => {
    const uuids = [await save(route(2, 0)), await save(route(-60, 1))]
    await save({ ...route(5), workout: '018f0000-0000-4000-8000-000000000001' })
    const { json } = await ask(`/workouts/${ride.uuid}/routes`)
    const { items } = json as { items: { uuid: string; count: number; workout: string }[] }
    expect(items.map(({ uuid }) => uuid).toSorted()).toEqual(uuids.toSorted())
    expect(items[0]).toMatchObject({ count: 2, workout: ride.uuid })
    expect(await ask('/workouts/018f0000-0000-4000-8000-000000000001/routes')).toMatchObject({ status: 404 })
  })

  it('have locations, of one or of all of them, within a span when asked', async () => {
    const uuid = await save(route(4, 0))
    await save(route(2, 9))
    const own = await ask(`/samples/${uuid}/locations`)
    expect(own.json).toEqual({ items: [0, 4].map((second) => ({ ...place(second), time: time(second) })) })
    const times = async (query: string) =>
      ((await ask(`/workouts/${ride.uuid}/locations?${query}`)).json as { items: { time: string }[] }).items.map(
        (location) => location.time,
      )
    expect(await times('')).toEqual([0, 2, 4, 9].map(time))
    expect(await times(`start=${noon + 2_000}&end=${noon + 9_000}`)).toEqual([2, 4].map(time))
    expect(await times('limit=1&cursor=1')).toEqual([time(2)])
  })

  it('stay with the workout when a newer version takes its place', async () => {
    const metadata = (syncVersion: number) => ({ syncIdentifier: 'ride', syncVersion })
    const older = workoutSample(3, { sources: [] })
    await http.store.save('me', [{ ...older, metadata: metadata(1) }])
    const uuid = await save({ ...route(11_000), workout: older.uuid })
    const newer = { ...older, uuid: '018f0000-0000-4000-8000-000000000009', metadata: metadata(2) }
    await http.store.save('me', [newer])
    expect((await ask(`/workouts/${newer.uuid}/routes`)).json).toMatchObject({ items: [{ uuid }] })
  })
})

describe('samples of every kind', () => {
  it('go out as they are described, alone, in lists and in the feed', async () => {
    const samples = [
      { type: 'heartbeatSeries', start: noon, beats: [{ timeSinceStart: 1 }] },
      { type: 'workoutRoute', workout: '018f0000-0000-4000-8000-000000000001', locations: [place(0)] },
      {
        type: 'electrocardiogram',
        start: noon,
        samplingFrequency: 512,
        voltages: { leadI: [0] },
        averageHeartRate: 60,
      },
      {
        type: 'audiogram',
        start: noon,
        sensitivityPoints: [{ frequency: 250, tests: [{ side: 'left', sensitivity: 1 }] }],
      },
      { type: 'stateOfMind', start: noon, kind: 'dailyMood', valence: 0.1, labels: ['calm'] },
      { type: 'pregnancy', start: noon, value: 'notApplicable', hasUndeterminedDuration: true },
      { type: 'heartRate', times: [noon + 5, noon], ends: [noon + 9, noon + 5], values: [60, 61] },
    ]
    const { json } = await http.ask('POST', `${person}/samples`, { samples })
    const { uuids } = json as { uuids: string[] }
    for (const uuid of uuids) sampleJsonSchema.parse((await ask(`/samples/${uuid}`)).json)
    expect(listSchema(sampleJsonSchema).parse((await ask('/samples')).json).items).toHaveLength(samples.length)
    expect(changesJsonSchema.parse((await ask('/changes')).json).added).toHaveLength(samples.length)
  })
})
