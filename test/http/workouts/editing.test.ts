import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
const [one, two] = [workoutSample(0).uuid, workoutSample(1).uuid]
beforeEach(async () => {
  http = await openApp()
  await http.store.save('me', [workoutSample(0), workoutSample(1)])
})
afterEach(() => http.close())

const url = '/v1/users/me/workouts'
const listed = async () => ((await http.ask('GET', url)).json as { items: { id: string }[] }).items.map(({ id }) => id)

describe('workouts are edited over HTTP', () => {
  it('merges and splits again', async () => {
    const merged = await http.ask('POST', `${url}/merge`, { workouts: [one, two.toUpperCase()] })
    expect(merged).toMatchObject({
      status: 201,
      json: { start: '2026-11-22T12:00:00.000Z', end: '2026-11-22T14:00:00.000Z', elapsed: 7_200 },
    })
    const { id } = merged.json as { id: string }
    expect(await listed()).toEqual([id])
    const split = await http.ask('POST', `${url}/${id}/split`, { at: ['2026-11-22T13:00:00Z'] })
    expect(split).toMatchObject({ status: 201, json: { items: [{ elapsed: 3_600 }, { elapsed: 3_600 }] } })
    expect(await listed()).toHaveLength(2)
  })

  it('makes a record anew', async () => {
    const heartRate = { type: 'heartRate', unit: 'count/min', start: noon + 1_000, value: 120 }
    await http.ask('POST', '/v1/users/me/samples', heartRate)
    expect(await http.ask('POST', `${url}/${one}/recompute`)).toMatchObject({
      status: 200,
      json: { id: one, statistics: { heartRate: { count: 1 } } },
    })
  })

  it.each([
    { path: '/merge', body: { workouts: [one] }, status: 400, pointer: '/workouts' },
    { path: '/merge', body: { workouts: [one, 'x'] }, status: 400, pointer: '/workouts/1' },
    { path: '/merge', body: { workouts: [one, one] }, status: 400, pointer: '/workouts/1' },
    { path: '/merge', body: { workouts: [one, two], source: 'A watch' }, status: 400, pointer: '/source' },
    { path: '/merge', body: { workouts: [one, two.replace('0193', '0194')] }, status: 404, pointer: '/workouts/1' },
    { path: `/${one}/split`, body: { at: [noon] }, status: 400, pointer: '/at/0' },
    { path: `/${one}/split`, body: { laps: [1] }, status: 400, pointer: '/laps/0' },
    { path: `/${one}/split`, body: { laps: [0] }, status: 400, pointer: '/laps/0' },
  ])('refuses $body at $path, pointing at $pointer', async ({ path, body, status, pointer }) => {
    expect(await http.ask('POST', url + path, body)).toMatchObject({ status, json: { errors: [{ pointer }] } })
    expect(await listed()).toEqual([two, one])
  })

  it('is for the owner alone', async () => {
    const { json } = await http.ask('POST', '/v1/clients', { id: 'app', name: 'An app', version: '1.0' })
    const headers = { authorization: `Bearer ${(json as { token: string }).token}` }
    const asked = [
      { path: '/merge', body: { workouts: [one, two] } },
      { path: `/${one}/split`, body: { at: [noon + 60_000] } },
      { path: `/${one}/recompute`, body: {} },
    ]
    for (const { path, body } of asked)
      expect(await http.ask('POST', url + path, body, headers)).toMatchObject({ status: 403 })
  })
})
