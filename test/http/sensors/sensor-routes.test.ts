import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '../event-reader.js'
import { nearStrap, statusOf } from '../fake-bluetooth.js'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
  http.bluetooth.hear(nearStrap)
})
afterEach(() => http.close())

const pair = (name: string, body?: object) => http.ask('POST', `/v1/devices/${encodeURIComponent(name)}/pair`, body)
const listed = async () => ((await http.ask('GET', '/v1/devices')).json as { items: readonly object[] }).items

describe('a scan', () => {
  it('answers with what is near', async () => {
    const { json } = await http.ask('POST', '/v1/devices/scan', { seconds: 5 })
    expect(json).toEqual({ items: [{ ...nearStrap, lastSeen: '2026-11-22T12:00:00.000Z' }] })
    await http.ask('POST', '/v1/devices/scan')
    expect(http.bluetooth.asked).toEqual([
      ['scan', 5],
      ['scan', 10],
    ])
  })

  it('tells each sensor at once to who wants to hear', async () => {
    const { text, headers } = await http.ask('POST', '/v1/devices/scan', { seconds: 1 }, eager)
    expect(headers['content-type']).toBe('text/event-stream')
    expect(text).toMatch(/event: near\ndata: \{.*"device":"hrm-lab-0001".*\n\nevent: report\ndata: \{"items":\[/)
  })

  it.each([0, 61, 'ten'])('lasts no %j seconds', async (seconds) => {
    const { status, json } = await http.ask('POST', '/v1/devices/scan', { seconds })
    expect(status).toBe(400)
    expect(json).toMatchObject({ errors: [{ pointer: '/seconds' }] })
  })
})

const eager = { accept: 'text/event-stream', authorization: 'Bearer the-token-of-the-owner' }

describe('pairing', () => {
  it.each(['hrm-lab-0001', 'C0:FF:EE:00:00:01', 'c0:ff:ee:00:00:01'])('takes %s as somebody’s', async (name) => {
    const { status, json } = await pair(name, { user: 'me' })
    expect(status).toBe(200)
    expect(json).toEqual({
      ...{ id: 'hrm-lab-0001', transport: 'ble', user: 'me', status: 'unknown', registered: false },
      ...{ name: 'HRM Lab', types: ['heartRate'], address: 'C0:FF:EE:00:00:01', settings: {} },
    })
    expect(await listed()).toHaveLength(1)
  })

  it('gives a sensor to `me`, or to the only user there is', async () => {
    expect((await pair('hrm-lab-0001')).json).toMatchObject({ user: 'me' })
    await http.ask('DELETE', '/v1/devices/hrm-lab-0001')
    await http.ask('POST', '/v1/users', { id: 'anna' })
    await http.ask('DELETE', '/v1/users/me')
    expect((await pair('hrm-lab-0001')).json).toMatchObject({ user: 'anna' })
  })

  it('asks whose it is when several might', async () => {
    for (const id of ['anna', 'ben']) await http.ask('POST', '/v1/users', { id })
    await http.ask('DELETE', '/v1/users/me')
    expect(await pair('hrm-lab-0001')).toMatchObject({ status: 400, json: { errors: [{ pointer: '/user' }] } })
  })

  it('changes what is said when it is said again', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    await pair('hrm-lab-0001', { settings: { wheelCircumference: 2_096 } })
    await http.parts.devices.introduce('hrm-lab-0001', { name: 'Its own name', serial: '17' })
    expect((await pair('C0:FF:EE:00:00:01', { user: 'anna' })).json).toMatchObject({
      ...{ user: 'anna', name: 'Its own name', serial: '17' },
      settings: { wheelCircumference: 2_096 },
    })
  })

  it('needs a sensor that is near or known', async () => {
    expect(await pair('other-strap')).toMatchObject({
      status: 404,
      json: { detail: 'other-strap is neither known nor near; wear it, then look around with a scan' },
    })
  })

  it('says why nothing is near when Bluetooth is away', async () => {
    http.bluetooth.present = { ok: false, reason: 'the adapter is off' }
    expect((await pair('other-strap')).json).toMatchObject({ detail: expect.stringContaining('the adapter is off') })
  })

  it('takes no other device’s name', async () => {
    await http.ask('POST', '/v1/devices', { device: 'hrm-lab-0001' })
    expect(await pair('hrm-lab-0001')).toMatchObject({ status: 409, json: { code: 'conflict' } })
  })

  it.each([
    [{ settings: { wheelCircumference: 100 } }, '/settings/wheelCircumference'],
    [{ settings: { wheelCircumference: 3_001 } }, '/settings/wheelCircumference'],
    [{ settings: { runningCadence: 'both' } }, '/settings/runningCadence'],
    [{ settings: { wheel: 2_000 } }, '/settings/wheel'],
    [{ adapter: 'hci0' }, '/adapter'],
  ])('refuses %j', async (body, pointer) => {
    const { status, json } = await pair('hrm-lab-0001', body)
    expect(status).toBe(400)
    expect(json).toMatchObject({ errors: [{ pointer }] })
    expect(await listed()).toEqual([])
  })
})

describe('a sensor of ours', () => {
  beforeEach(() => pair('hrm-lab-0001'))

  it('is listed with the present of its link', async () => {
    const lastError = { code: 'connectFailed', detail: 'le-connection-abort-by-local', at: noon } as const
    http.bluetooth.say(statusOf({ state: 'waiting', attempts: 3, nextAttempt: noon + 4_000, lastError, battery: 41 }))
    expect(await listed()).toMatchObject([
      {
        ...{ state: 'waiting', since: '2026-11-22T12:00:00.000Z', attempts: 3, battery: 41 },
        nextAttempt: '2026-11-22T12:00:04.000Z',
        lastError: { code: 'connectFailed', remedy: expect.stringContaining('wear it') },
        advice: expect.stringContaining('sleeps'),
      },
    ])
  })

  it('has settings that can be changed and taken back', async () => {
    const change = (settings: object) => http.ask('PATCH', '/v1/devices/hrm-lab-0001', { settings })
    expect((await change({ wheelCircumference: 2_096, control: true })).json).toMatchObject({
      settings: { wheelCircumference: 2_096, control: true },
    })
    expect((await change({ wheelCircumference: null })).json).toMatchObject({ settings: { control: true } })
    expect(await change({ wheelCircumference: 129 })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/settings/wheelCircumference' }] },
    })
  })

  it('is not half changed', async () => {
    const body = { user: 'nobody', settings: { control: true } }
    expect((await http.ask('PATCH', '/v1/devices/hrm-lab-0001', body)).status).toBe(404)
    expect(await listed()).toMatchObject([{ user: 'me', settings: {} }])
  })

  it('tells its person’s pages of every change of its link, not of every value', async () => {
    const reader = await readEvents(`${await http.listen()}/v1/users/me/live`)
    await reader.first(2)
    for (const values of [1, 2, 3]) http.bluetooth.say(statusOf({ values, rssi: -60 - values }))
    http.bluetooth.say(statusOf({ state: 'stale' }))
    const told = (await reader.first(4)).slice(2)
    expect(told).toMatchObject([
      { event: 'device', data: { id: 'hrm-lab-0001', state: 'streaming' } },
      { event: 'device', data: { id: 'hrm-lab-0001', state: 'stale', advice: expect.any(String) } },
    ])
    reader.close()
  })

  it('can be told from another by what it says now', async () => {
    http.bluetooth.blinks = [{ heartRate: 72 }, { heartRate: 73 }]
    const { text } = await http.ask('POST', '/v1/devices/hrm-lab-0001/blink', { seconds: 3 })
    expect(text).toMatch(
      /event: value\ndata: {"heartRate":72}[\s\S]*{"heartRate":73}[\s\S]*event: report\ndata: {"values":2}/,
    )
    expect(http.bluetooth.asked).toContainEqual(['blink', 'C0:FF:EE:00:00:01', 3])
  })

  it('has a zero offset', async () => {
    const { json } = await http.ask('POST', '/v1/devices/hrm-lab-0001/zero-offset')
    expect(json).toEqual({ offset: 512 })
  })
})

describe('a trainer', () => {
  const put = (body: object) => http.ask('PUT', '/v1/devices/hrm-lab-0001/trainer', body)
  beforeEach(async () => {
    await pair('hrm-lab-0001')
    http.bluetooth.trainers.set('hrm-lab-0001', { power: { minimum: 50, maximum: 1_000, increment: 5 } })
  })

  it('is asked for a power, and tells what was wished', async () => {
    const power = { minimum: 50, maximum: 1_000, increment: 5 }
    expect((await http.ask('GET', '/v1/devices/hrm-lab-0001/trainer')).json).toEqual({ power })
    expect((await put({ mode: 'erg', targetPower: 200 })).json).toEqual({
      ...{ command: { mode: 'erg', targetPower: 200 }, power },
    })
    expect((await put({ mode: 'free' })).json).toEqual({ command: { mode: 'free' }, power })
  })

  it('is not what any sensor is', async () => {
    http.bluetooth.trainers.clear()
    expect((await http.ask('GET', '/v1/devices/hrm-lab-0001/trainer')).status).toBe(404)
    expect((await put({ mode: 'erg', targetPower: 200 })).status).toBe(403)
  })

  it.each([
    [{ mode: 'erg' }, '/targetPower'],
    [{ mode: 'erg', targetPower: -1 }, '/targetPower'],
    [{ mode: 'simulation', grade: 41 }, '/grade'],
    [{ mode: 'hover' }, '/mode'],
  ])('refuses %j', async (body, pointer) => {
    const { status, json } = await put(body)
    expect(status).toBe(400)
    expect(json).toMatchObject({ errors: [{ pointer }] })
  })
})

describe('a device that is no sensor', () => {
  it('has no settings', async () => {
    await http.ask('POST', '/v1/devices', { device: 'watch-1' })
    expect(await http.ask('PATCH', '/v1/devices/watch-1', { settings: {} })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/settings' }] },
    })
  })
})

describe('Bluetooth', () => {
  it('says how it is', async () => {
    http.bluetooth.present = { ok: false, reason: 'no adapter' }
    expect((await http.ask('GET', '/v1/bluetooth')).json).toMatchObject({
      ...{ ok: false, reason: 'no adapter' },
      adapters: [{ address: '00:1A:7D:DA:71:13', powered: true, blocked: false, discovering: false }],
    })
  })
})
