import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EventReader, readEvents } from '../event-reader.js'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
let address: string
let readers: EventReader[]
beforeEach(async () => {
  http = await openApp()
  address = await http.listen()
  readers = []
})
afterEach(async () => {
  for (const reader of readers) reader.close()
  await http.close()
})

const follow = async (user = 'me'): Promise<EventReader> => {
  const reader = await readEvents(`${address}/v1/users/${user}/live`)
  readers.push(reader)
  return reader
}
const say = (value: number, user = 'me', source = 'strap'): void =>
  http.live.say({
    user,
    type: 'heartRate',
    value,
    unit: 'count/min',
    at: noon + value,
    source,
    device: 'strap-1',
    stale: false,
  })

describe('the live stream', () => {
  it('tells the present state first: the session, the values, the devices', async () => {
    await http.sessions.start('me', { activityType: 'cycling', location: 'indoor' })
    await http.parts.devices.introduce('strap-1', { name: 'Strap' })
    await http.parts.devices.assign('strap-1', 'me')
    say(142)
    const reader = await follow()
    expect(await reader.first(3)).toMatchObject([
      { event: 'session', data: { state: 'running', activityType: 'cycling' } },
      {
        event: 'sample',
        data: {
          type: 'heartRate',
          value: 142,
          unit: 'count/min',
          at: '2026-11-22T12:00:00.142Z',
          source: 'strap',
          device: 'strap-1',
        },
      },
      { event: 'device', data: { id: 'strap-1', name: 'Strap', user: 'me' } },
    ])
  })

  it('tells of another zone', async () => {
    const reader = await follow()
    const change = { session: 'a', user: 'me', type: 'heartRate', from: null, to: 1, at: noon } as const
    http.sessions.cross({
      ...change,
      zones: [
        { to: 120, seconds: 3 },
        { from: 120, seconds: 0 },
      ],
    })
    expect((await reader.first(2)).at(-1)).toEqual({
      event: 'zone',
      data: {
        ...{ session: 'a', type: 'heartRate', from: null, to: 1, at: '2026-11-22T12:00:00.000Z' },
        zones: [
          { to: 120, seconds: 3 },
          { from: 120, seconds: 0 },
        ],
      },
    })
  })

  it('says so when there is no session', async () => {
    const reader = await follow()
    expect(await reader.first(1)).toEqual([{ event: 'session', data: null }])
  })

  it('gives a live value the times of a sample', async () => {
    say(142)
    const reader = await follow()
    const [, { data } = { data: {} }] = await reader.first(2)
    expect(data).toMatchObject({ start: '2026-11-22T12:00:00.142Z', end: '2026-11-22T12:00:00.142Z' })
    expect(data).not.toHaveProperty('user')
  })

  it('tells every change as it comes', async () => {
    const reader = await follow()
    await reader.first(1)
    say(60)
    say(61)
    await http.sessions.start('me', { activityType: 'running', location: 'outdoor' })
    await http.sessions.send('me', { event: 'pause' })
    expect((await reader.first(5)).slice(1)).toMatchObject([
      { event: 'sample', data: { value: 60 } },
      { event: 'sample', data: { value: 61 } },
      { event: 'session', data: { state: 'running' } },
      { event: 'session', data: { state: 'paused' } },
    ])
  })

  it('tells the units that the person wants when they change, and no other change of a profile', async () => {
    const reader = await follow()
    await reader.first(1)
    await http.ask('PATCH', '/v1/users/me', { name: 'Ada', bodyMass: 70 })
    await http.ask('PATCH', '/v1/users/me', { units: { bodyMass: 'lb' } })
    await http.ask('PATCH', '/v1/users/me', { units: { bodyMass: 'lb' } })
    say(60)
    const [, first, second] = await reader.first(3)
    expect(first).toMatchObject({ event: 'units', data: { bodyMass: 'lb', heartRate: 'count/min' } })
    expect(second).toMatchObject({ event: 'sample' })
    const { json } = await http.ask('GET', '/v1/users/me/preferred-units?type=bodyMass,height')
    expect(json).toEqual({ bodyMass: 'lb', height: 'm' })
  })

  it('tells when another source takes over', async () => {
    const reader = await follow()
    await reader.first(1)
    const [from, to] = [{ source: 'strap', device: 'strap-1' }, { source: 'watch' }]
    http.live.change({ user: 'me', type: 'heartRate', from, to, at: noon, reason: 'stale' })
    expect((await reader.first(2)).at(1)).toEqual({
      event: 'source',
      data: { type: 'heartRate', from, to, at: '2026-11-22T12:00:00.000Z', reason: 'stale' },
    })
  })

  it('tells every reader the same, and nobody about another person', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    const [first, second, anna] = [await follow(), await follow(), await follow('anna')]
    await Promise.all(readers.map((reader) => reader.first(1)))
    say(60)
    say(61, 'anna')
    expect(await first.first(2)).toEqual(await second.first(2))
    expect((await anna.first(2)).slice(1)).toMatchObject([{ data: { value: 61 } }])
    expect(first.events).toHaveLength(2)
  })

  it('leaves out for a reader that does not fetch, and tells it the present when it does', async () => {
    const slow = await follow()
    const quick = await follow()
    await Promise.all([slow.first(1), quick.first(1)])
    slow.pause()
    const long = 's'.repeat(20_000)
    for (let value = 0; value < 600; value += 1) {
      say(value, 'me', long)
      // Each has to be fetched before the next, so that the quick one never falls behind.
      await quick.first(value + 2)
    }
    expect(slow.events.length).toBeLessThan(400)
    slow.resume()
    await expect
      .poll(() => slow.events.at(-1), { timeout: 5_000 })
      .toMatchObject({ event: 'sample', data: { value: 599 } })
    expect(slow.events.length).toBeLessThan(500)
    expect(slow.events.at(-2)).toMatchObject({ event: 'session' })
  }, 60_000)

  it('is counted while it is read', async () => {
    const reader = await follow()
    expect((await http.ask('GET', '/metrics')).text).toContain('vitald_http_streams 1')
    reader.close()
    await expect.poll(async () => (await http.ask('GET', '/metrics')).text).toContain('vitald_http_streams 0')
  })

  it('does not answer HEAD with a stream', async () => {
    const answer = await http.app.inject({ method: 'HEAD', url: '/v1/users/me/live' })
    expect(answer.statusCode).toBe(404)
  })
})
