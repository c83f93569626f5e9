import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

describe('devices', () => {
  it('get a password for the broker, once', async () => {
    const answer = await http.ask('POST', '/v1/devices', { device: 'watch-1', user: 'me' })
    expect(answer).toMatchObject({
      status: 201,
      json: { device: 'watch-1', username: 'watch-1', password: expect.any(String) },
    })
    const { username, password } = answer.json as { username: string; password: string }
    expect(http.parts.devices.authenticate(username, password)).toBe(true)
    expect(await http.ask('POST', '/v1/devices', { device: 'watch-1' })).toMatchObject({
      status: 409,
      json: { code: 'conflict' },
    })
  })

  it('are listed with what is known of them', async () => {
    await http.parts.devices.introduce('strap-1', { name: 'Strap', types: ['heartRate'] })
    http.parts.devices.notice('strap-1', { status: 'online', battery: 87, lastSeen: noon })
    const { json } = await http.ask('GET', '/v1/devices')
    expect(json).toEqual({
      items: [
        {
          id: 'strap-1',
          transport: 'mqtt',
          name: 'Strap',
          types: ['heartRate'],
          status: 'online',
          battery: 87,
          lastSeen: '2026-11-22T12:00:00.000Z',
          registered: false,
        },
      ],
    })
  })

  it('get an owner, who gets what waited', async () => {
    await http.parts.devices.introduce('strap-1', {})
    const reading = { kind: 'quantity', type: 'heartRate', value: 60, start: noon, end: noon, metadata: {} } as const
    expect(await http.parts.ingest.receive({ device: 'strap-1', readings: [reading], at: noon })).toMatchObject({
      waiting: 1,
    })
    expect(await http.ask('PATCH', '/v1/devices/strap-1', { user: 'me' })).toMatchObject({
      status: 200,
      json: { user: 'me' },
    })
    expect((await http.ask('GET', '/v1/users/me/samples')).json).toMatchObject({
      items: [{ value: 60, device: 'strap-1' }],
    })
  })

  it('can be forgotten', async () => {
    await http.parts.devices.introduce('strap-1', {})
    expect(await http.ask('DELETE', '/v1/devices/strap-1')).toMatchObject({ status: 204 })
    expect((await http.ask('GET', '/v1/devices')).json).toEqual({ items: [] })
  })

  it.each([
    { method: 'PATCH', url: '/v1/devices/nothing', body: { user: 'me' }, status: 404 },
    { method: 'DELETE', url: '/v1/devices/nothing', body: undefined, status: 404 },
    { method: 'POST', url: '/v1/devices', body: { device: 'watch-1', user: 'nobody' }, status: 404 },
    { method: 'POST', url: '/v1/devices', body: { device: 'My Watch' }, status: 400 },
    { method: 'POST', url: '/v1/devices', body: {}, status: 400 },
    { method: 'PATCH', url: '/v1/devices/watch-1', body: { owner: 'me' }, status: 400 },
  ] as const)('answers $method $url with $body by $status', async ({ method, url, body, status }) => {
    expect((await http.ask(method, url, body)).status).toBe(status)
  })
})
