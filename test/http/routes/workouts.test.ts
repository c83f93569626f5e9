import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const url = '/v1/users/me/workouts'
const hour = 3_600_000
const idsOf = (json: unknown): unknown[] =>
  (json as { items: { id: string }[] }).items.map(({ id }) => Number(id.slice(-2)))

describe('the list of workouts', () => {
  beforeEach(() =>
    http.store.save('me', [
      workoutSample(0),
      workoutSample(1, { activityType: 'running' }),
      workoutSample(2),
      workoutSample(3, { activityType: 'running' }),
    ]),
  )

  it.each([
    { asks: '', finds: [3, 2, 1, 0] },
    { asks: '?sort=ascending', finds: [0, 1, 2, 3] },
    { asks: '?activityType=running', finds: [3, 1] },
    { asks: '?activityType=HKWorkoutActivityTypeCycling', finds: [2, 0] },
    { asks: `?start=${noon + 2 * hour}`, finds: [3, 2] },
    { asks: `?end=${noon + 2 * hour}`, finds: [1, 0] },
    { asks: '?activityType=running&limit=1', finds: [3] },
  ])('has $finds with $asks', async ({ asks, finds }) => {
    const answer = await http.ask('GET', `${url}${asks}`)
    expect(answer.status).toBe(200)
    expect(idsOf(answer.json)).toEqual(finds)
  })

  it('comes in pages that skip nothing', async () => {
    const seen: unknown[] = []
    let cursor: string | undefined
    do {
      const { json } = await http.ask(
        'GET',
        `${url}?activityType=running&limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      )
      seen.push(...idsOf(json))
      cursor = (json as { cursor?: string }).cursor
    } while (cursor !== undefined)
    expect(seen).toEqual([3, 1])
  })

  it('refuses an unknown activity', async () => {
    expect(await http.ask('GET', `${url}?activityType=sleeping`)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/activityType' }] },
    })
  })
})

describe('one workout', () => {
  const sample = workoutSample()
  beforeEach(() => http.store.save('me', [sample]))

  it('has its figures, its events and the reasons for what is missing', async () => {
    expect(await http.ask('GET', `${url}/${sample.uuid}`)).toMatchObject({
      status: 200,
      json: {
        id: sample.uuid,
        activityType: 'cycling',
        start: '2026-11-22T12:00:00.000Z',
        end: '2026-11-22T13:00:00.000Z',
        elapsed: 3_500,
        events: [{ event: 'lap', at: '2026-11-22T12:00:01.000Z' }],
        metrics: { normalizedPower: 201 },
        unavailable: { rmssd: 'no RR intervals' },
      },
    })
  })

  it('is the same as a file', async () => {
    const file = await http.ask('GET', `${url}/${sample.uuid}.json`)
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${sample.uuid}.json"`)
    expect(file.json).toEqual({ ...Object((await http.ask('GET', `${url}/${sample.uuid}`)).json), samples: [] })
  })

  it('is gone once it is deleted', async () => {
    expect(await http.ask('DELETE', `${url}/${sample.uuid}`)).toMatchObject({ status: 204 })
    expect(await http.ask('GET', `${url}/${sample.uuid}`)).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })

  it('is no other sample', async () => {
    const beat = { type: 'heartRate', unit: 'count/min', start: noon, value: 60 }
    const { json } = await http.ask('POST', '/v1/users/me/samples', beat)
    const [uuid] = (json as { uuids: [string] }).uuids
    expect(await http.ask('GET', `${url}/${uuid}`)).toMatchObject({ status: 404 })
    expect(await http.ask('DELETE', `${url}/${uuid}`)).toMatchObject({ status: 404 })
  })
})

describe('the samples of a workout', () => {
  const sample = workoutSample()
  const beat = (start: number, source: string) => ({ type: 'heartRate', unit: 'count/min', start, value: 100, source })
  const startsOf = (json: unknown): string[] =>
    (json as { items: { start: string }[] }).items.map(({ start }) => start.slice(11, 19))
  beforeEach(async () => {
    await http.store.save('me', [sample])
    const samples = [
      beat(noon - 1, 'strap'),
      beat(noon, 'strap'),
      beat(noon + 5_000, 'watch'),
      beat(noon + hour, 'strap'),
      beat(noon + hour + 1, 'strap'),
    ]
    await http.ask('POST', '/v1/users/me/samples', {
      samples: [...samples, { ...beat(noon + 9_000, 'strap'), type: 'respiratoryRate' }],
    })
  })

  it('are those of its sources in its time', async () => {
    const { json } = await http.ask('GET', `${url}/${sample.uuid}/samples`)
    expect(startsOf(json)).toEqual(['12:00:00', '12:00:09', '13:00:00'])
  })

  it('are those of a type when it is asked for, under samples too', async () => {
    const { json } = await http.ask('GET', `${url}/${sample.uuid}/samples?type=heartRate`)
    expect(startsOf(json)).toEqual(['12:00:00', '13:00:00'])
    expect((await http.ask('GET', `/v1/users/me/samples?type=heartRate&workout=${sample.uuid}`)).json).toEqual(json)
  })

  it('are not found without the workout', async () => {
    const unknown = '0193aaaa-0000-7000-8000-00000000ffff'
    expect(await http.ask('GET', `${url}/${unknown}/samples`)).toMatchObject({ status: 404 })
    expect(await http.ask('GET', `/v1/users/me/samples?workout=${unknown}`)).toMatchObject({ status: 404 })
  })
})
