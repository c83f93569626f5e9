import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Predicate } from '../../../src/health/predicate/predicate.js'
import { openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const user = '/v1/users/me'
const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`
const beat = (second: number, value: number, more = {}) => ({
  ...{ type: 'heartRate', unit: 'count/min', start: at(second), value, source: 'watch' },
  ...more,
})
const save = async (...samples: object[]): Promise<string[]> => {
  const { json } = await http.ask('POST', `${user}/samples`, { samples })
  return (json as { uuids: string[] }).uuids
}
const items = (json: unknown): readonly { value?: unknown; id?: string; type?: string }[] =>
  (json as { items: { value?: unknown }[] }).items
const get = async (path: string, params: Readonly<Record<string, string>> = {}) =>
  http.ask('GET', `${user}/${path}?${new URLSearchParams(params)}`)
const values = async (path: string, params?: Readonly<Record<string, string>>) =>
  items((await get(path, params)).json).map(({ value }) => value)
const said = (predicate: Predicate | object): string => JSON.stringify(predicate)

describe('a predicate in the address', () => {
  const fast = said({ quantity: { is: '>=', value: 1.5, unit: 'Hz' } })

  it('finds samples, with the other conditions', async () => {
    await save(beat(0, 60), beat(1, 90), beat(2, 120))
    expect(await values('samples', { predicate: fast })).toEqual([90, 120])
    expect(await values('samples', { predicate: fast, start: at(2) })).toEqual([120])
  })

  it('filters changes, and the figures of statistics', async () => {
    await save(beat(0, 60), beat(1, 90))
    const { json } = await get('changes', { predicate: fast })
    expect(json).toMatchObject({ added: [{ value: 90 }], deleted: [], more: false })
    const statistics = await get('statistics', { type: 'heartRate', predicate: fast })
    expect(statistics.json).toMatchObject({ count: 1, min: 90 })
  })

  it('deletes what matches and says how many that were', async () => {
    await save(beat(0, 60), beat(1, 90))
    const params = new URLSearchParams({ type: 'heartRate', predicate: fast })
    const answer = await http.ask('DELETE', `${user}/samples?${params}`)
    expect(answer).toMatchObject({ status: 200, json: { deleted: 1 } })
    expect(await values('samples')).toEqual([60])
  })

  it.each([
    ['{', '/predicate'],
    ['7', '/predicate'],
    [said({ and: [{ type: ['joy'] }] }), '/predicate/and/0/type/0'],
  ])('points at what is wrong in %j', async (predicate, pointer) => {
    expect(await get('samples', { predicate })).toMatchObject({ status: 400, json: { errors: [{ pointer }] } })
  })

  it('has strict windows', async () => {
    await save(beat(0, 1, { end: at(10) }), beat(5, 2, { source: 'phone' }))
    const window = { start: at(3), end: at(20) }
    expect(await values('samples', window)).toEqual([1, 2])
    expect(await values('samples', { ...window, strict: 'strictStartDate' })).toEqual([2])
    expect(await values('samples', { ...window, strict: 'strictStartDate,strictEndDate' })).toEqual([2])
  })
})

describe('the order of samples', () => {
  it.each([
    ['ascending', [1, 2, 3]],
    ['descending', [3, 2, 1]],
    ['-end', [1, 3, 2]],
    ['end,-start', [2, 3, 1]],
  ])('is %s when asked for', async (sort, expected) => {
    await save(beat(0, 1, { end: at(30) }), beat(1, 2, { end: at(2) }), beat(2, 3, { end: at(4) }))
    expect(await values('samples', { sort })).toEqual(expected)
  })

  it('is refused by an unknown key', async () => {
    expect(await get('samples', { sort: '-joy' })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/sort' }] },
    })
  })
})

describe('a query in the body', () => {
  const post = (body: object) => http.ask('POST', `${user}/samples/query`, body)

  it('is that of the address, in JSON', async () => {
    await save(beat(0, 60, { metadata: { note: 'x' } }), beat(1, 90), beat(2, 120))
    const body = {
      type: 'heartRate',
      start: at(1),
      predicate: { quantity: { is: '>', value: 60 } },
      sort: '-start',
      limit: 1,
    }
    const first = await post(body)
    expect(first).toMatchObject({ status: 200, json: { items: [{ value: 120 }], cursor: expect.any(String) } })
    const { cursor } = first.json as { cursor: string }
    expect((await post({ ...body, cursor })).json).toMatchObject({ items: [{ value: 90 }] })
    expect(items((await post({ metadata: { note: 'x' } })).json)).toMatchObject([{ value: 60 }])
  })

  it('points at what is wrong', async () => {
    const answer = await post({ predicate: { or: [{}] }, more: 1, metadata: { wasUserEntered: 'maybe' } })
    expect(answer.status).toBe(400)
    const { errors } = answer.json as { errors: { pointer: string }[] }
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/metadata/wasUserEntered',
      '/more',
      '/predicate/or/0',
    ])
  })
})

describe('correlations', () => {
  const pressure = (second: number, systolic: number, diastolic: number) => ({
    ...{ type: 'bloodPressure', start: at(second), source: 'cuff' },
    objects: [
      { type: 'bloodPressureSystolic', value: systolic, unit: 'mmHg' },
      { type: 'bloodPressureDiastolic', value: diastolic, unit: 'mmHg' },
    ],
  })
  const above = (value: number): string => said({ quantity: { is: '>', value } })

  it('are found by themselves and by their members', async () => {
    await save(pressure(0, 150, 80), pressure(1, 150, 95), pressure(2, 120, 95), beat(3, 60))
    const starts = async (params: Readonly<Record<string, string>>) =>
      (items((await get('correlations', params)).json) as { start: string }[]).map(({ start }) => start)
    expect(await starts({})).toEqual([at(0), at(1), at(2)])
    expect(await starts({ type: 'bloodPressure', 'objects.bloodPressureSystolic': above(140) })).toEqual([at(0), at(1)])
    const members = `{"bloodPressureSystolic":${above(140)},"bloodPressureDiastolic":${above(90)}}`
    expect(await starts({ members })).toEqual([at(1)])
    expect(await starts({ members, predicate: said({ time: { end: at(1) } }) })).toEqual([])
  })

  it('are of no other type, and have no members of one', async () => {
    expect(await get('correlations', { type: 'heartRate' })).toMatchObject({ status: 400 })
    expect(await get('correlations', { members: '{"joy":{"correlated":true}}' })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/members/joy' }] },
    })
  })
})

describe('workouts', () => {
  const rides = [
    workoutSample(0, { elapsed: 600 }),
    workoutSample(1, { elapsed: 1_200, activityType: 'running' }),
    workoutSample(2, { elapsed: 1_800 }),
  ]
  const elapsed = async (params: Readonly<Record<string, string>>) =>
    (items((await get('workouts', params)).json) as { elapsed: number }[]).map((workout) => workout.elapsed)

  it('are found by activity, duration and predicate, in any order', async () => {
    await http.store.save('me', rides)
    expect(await elapsed({})).toEqual([1_800, 1_200, 600])
    expect(await elapsed({ activityType: 'cycling' })).toEqual([1_800, 600])
    expect(await elapsed({ minDuration: '1200', sort: 'duration' })).toEqual([1_200, 1_800])
    expect(await elapsed({ maxDuration: '600' })).toEqual([600])
    expect(await elapsed({ predicate: said({ not: { activityType: ['running'] } }), sort: '-duration' })).toEqual([
      1_800, 600,
    ])
  })

  it('take samples that were saved before, and new ones', async () => {
    const [ride = workoutSample()] = rides
    await http.store.save('me', [ride])
    const uuids = await save(beat(0, 60))
    const path = `${user}/workouts/${ride.uuid}/samples`
    expect(await http.ask('POST', path, { uuids })).toMatchObject({ status: 201, json: { uuids } })
    expect(await http.ask('POST', path, { samples: [beat(1, 61), beat(2, 62)] })).toMatchObject({ status: 201 })
    expect(await http.ask('POST', path, beat(3, 63))).toMatchObject({ status: 201 })
    expect(await values(`workouts/${ride.uuid}/samples`)).toEqual([60, 61, 62, 63])
    expect(await values('samples', { workout: ride.uuid, sort: 'descending', limit: '2' })).toEqual([63, 62])
    expect(await values('samples', { predicate: said({ workout: ride.uuid }) })).toHaveLength(4)
  })

  it('take nothing that is not there', async () => {
    const [ride = workoutSample()] = rides
    const unknown = '0193aaaa-0000-7000-8000-00000000ffff'
    const path = `${user}/workouts/${ride.uuid}/samples`
    expect(await http.ask('POST', path, beat(0, 60))).toMatchObject({ status: 404 })
    expect(await values('samples')).toEqual([])
    await http.store.save('me', [ride])
    expect(await http.ask('POST', path, { uuids: [unknown] })).toMatchObject({
      status: 404,
      json: { errors: [{ pointer: '/uuids/0' }] },
    })
    expect(await http.ask('POST', path, { uuids: ['x'] })).toMatchObject({ status: 400 })
  })
})
