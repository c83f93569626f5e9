import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

describe('users', () => {
  it('are listed', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna', name: 'Anna', timeZone: 'Europe/Berlin' })
    expect((await http.ask('GET', '/v1/users')).json).toMatchObject({
      items: [{ id: 'anna', timeZone: 'Europe/Berlin' }, { id: 'me' }],
    })
  })

  it('are made once', async () => {
    expect(await http.ask('POST', '/v1/users', { id: 'anna', bodyMass: 61 })).toMatchObject({
      status: 201,
      json: {
        id: 'anna',
        name: 'anna',
        bodyMass: 61,
        history: { bodyMass: [{ value: 61, from: '2026-11-22T12:00:00.000Z' }] },
      },
    })
    expect(await http.ask('POST', '/v1/users', { id: 'anna' })).toMatchObject({
      status: 409,
      json: { code: 'conflict' },
    })
  })

  it.each([
    { body: {}, pointer: '/id' },
    { body: { id: 'Anna' }, pointer: '/id' },
    { body: { id: 'anna', age: 7 }, pointer: '/age' },
    { body: { id: 'anna', goals: { move: 'much' } }, pointer: '/goals/move' },
  ])('refuses $body', async ({ body, pointer }) => {
    expect(await http.ask('POST', '/v1/users', body)).toMatchObject({
      status: 400,
      json: { errors: [expect.objectContaining({ pointer })] },
    })
  })
})

describe('one user', () => {
  it('is found and changed', async () => {
    expect(await http.ask('GET', '/v1/users/me')).toMatchObject({ status: 200, json: { id: 'me' } })
    expect(await http.ask('PATCH', '/v1/users/me', { goals: { move: 500 } })).toMatchObject({
      status: 200,
      json: { goals: { move: 500 } },
    })
    const bad = await http.ask('PATCH', '/v1/users/me', { timeZone: 'Mars/Olympus' })
    expect(bad).toMatchObject({ status: 400, json: { errors: [{ pointer: '/timeZone' }] } })
  })

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/samples'],
    ['GET', '/changes'],
    ['GET', '/changes/stream'],
    ['GET', '/statistics?type=heartRate'],
    ['GET', '/sources'],
    ['GET', '/sessions/active'],
    ['GET', '/workouts'],
    ['GET', '/live'],
  ] as const)('answers %s %s of an unknown one with 404', async (method, path) => {
    const body = method === 'PATCH' ? {} : undefined
    expect(await http.ask(method, `/v1/users/nobody${path}`, body)).toMatchObject({
      status: 404,
      json: { code: 'notFound' },
    })
  })

  it('leaves with all samples', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    const beat = { type: 'heartRate', unit: 'count/min', start: http.time.now, value: 60 }
    await http.ask('POST', '/v1/users/anna/samples', beat)
    await http.ask('POST', '/v1/users/me/samples', beat)
    expect(await http.ask('DELETE', '/v1/users/anna')).toMatchObject({ status: 204 })
    expect(await http.ask('GET', '/v1/users/anna')).toMatchObject({ status: 404 })
    expect((await http.store.samples('anna', {})).items).toEqual([])
    expect((await http.store.samples('me', {})).items).toHaveLength(1)
  })

  it('does not leave in the middle of a workout', async () => {
    await http.sessions.start('me', { activityType: 'cycling', location: 'indoor' })
    expect(await http.ask('DELETE', '/v1/users/me')).toMatchObject({ status: 409, json: { code: 'conflict' } })
  })
})
