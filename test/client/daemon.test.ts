import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../src/client.js'
import { type OpenedClient, openRemote } from './open-remote.js'

let remote: OpenedClient
beforeEach(async () => {
  remote = await openRemote()
})
afterEach(() => remote.close())

describe('a client', () => {
  it('makes, changes and removes people', async () => {
    const { users } = remote.client
    const anna = await users.create({ id: 'anna', name: 'Anna', timeZone: 'Europe/Berlin' })
    expect(anna).toMatchObject({ id: 'anna', history: {} })
    expect(await users.patch('anna', { bodyMass: 61 })).toMatchObject({ bodyMass: 61, name: 'Anna' })
    expect(await users.patch('anna', { bodyMass: null })).not.toHaveProperty('bodyMass')
    expect((await users.all()).map(({ id }) => id)).toEqual(['anna', 'me'])
    await expect(users.create({ id: 'anna' })).rejects.toMatchObject({ code: 'conflict', errors: [{ pointer: '/id' }] })
    await users.remove('anna')
    expect(await users.get('anna')).toBeUndefined()
    await expect(remote.client.user('anna').samplesPage()).rejects.toMatchObject({ code: 'notFound' })
  })

  it('registers, assigns and forgets devices', async () => {
    const { devices } = remote.client
    const { device, username, password } = await devices.add('watch-1')
    expect([device, username, password.length > 8]).toEqual(['watch-1', 'watch-1', true])
    expect(await devices.assign('watch-1', 'me')).toMatchObject({ id: 'watch-1', user: 'me' })
    expect(await devices.all()).toHaveLength(1)
    await devices.forget('watch-1')
    expect(await devices.all()).toEqual([])
  })

  it('leads a workout', async () => {
    const { sessions } = remote.client.user()
    expect(await sessions.active()).toBeUndefined()
    const { id } = await sessions.start({ activityType: 'cycling', location: 'indoor', start: 1_000 })
    expect(await sessions.send(id, 'pause', '1970-01-01T00:00:02Z')).toMatchObject({ state: 'paused' })
    expect(await sessions.active()).toMatchObject({ id, state: 'paused' })
    await expect(sessions.start({ activityType: 'running' })).rejects.toMatchObject({
      code: 'anotherWorkoutSessionStarted',
    })
    expect(await sessions.get('0193aaaa-0000-7000-8000-00000000ffff')).toBeUndefined()
    const collect = { heartRate: { devices: ['strap'] } }
    expect(await sessions.collect(id, collect, 3_000)).toMatchObject({ id })
    await sessions.send(id, 'end')
    expect(await sessions.active()).toBeUndefined()
  })

  it('keeps plans, and starts a workout by one', async () => {
    const { plans, sessions } = remote.client.user()
    const steps = [{ kind: 'work', end: { by: 'time', value: 60 } }] as const
    const plan = { id: 'minute', name: 'A minute', activityType: 'cycling', steps } as const
    expect(await plans.add(plan)).toMatchObject({ id: 'minute', plan })
    await expect(plans.add(plan)).rejects.toMatchObject({ code: 'conflict' })
    await plans.put('minute', { ...plan, name: 'Sixty seconds' })
    expect(await plans.all()).toMatchObject([{ id: 'minute', name: 'Sixty seconds', duration: 60 }])
    expect((await plans.get('minute'))?.plan.name).toBe('Sixty seconds')
    expect(new TextDecoder().decode(await plans.file('minute', 'zwo'))).toContain('<name>Sixty seconds</name>')
    const { id } = await sessions.start({ activityType: 'cycling', plan: 'minute' })
    await sessions.send(id, 'discard')
    await plans.remove('minute')
    expect([await plans.get('minute'), await plans.all()]).toEqual([undefined, []])
  })

  it('lets programs in, and decides what they may', async () => {
    const { token } = await remote.client.clients.create({ id: 'my-app', name: 'My app' })
    const program = connect({ url: remote.url, token }).user('me')
    const beat = { type: 'heartRate', value: 60, start: 1_000 } as const
    await expect(program.save(beat)).rejects.toMatchObject({ code: 'authorizationNotDetermined' })
    await program.authorization.request('my-app', { share: ['heartRate'], read: ['heartRate'] })
    const { authorization } = remote.client.user('me')
    expect((await authorization.get('my-app')).requested.share).toEqual(['heartRate'])
    await authorization.decide('my-app', { heartRate: { share: 'sharingAuthorized', read: 'authorized' } })
    await program.save(beat)
    expect(await program.samplesPage()).toMatchObject({ items: [{ value: 60, source: 'my-app' }] })
    expect((await authorization.audit({ client: 'my-app' })).map(({ action }) => action)).toContain('save')
    await expect(connect({ url: remote.url, token }).users.all()).rejects.toMatchObject({ code: 'authorizationDenied' })
    await remote.client.clients.remove('my-app')
    await expect(program.samplesPage()).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await remote.client.clients.all()).toEqual([])
  })

  it('subscribes to changes', async () => {
    const { subscriptions } = remote.client.user('me')
    const url = 'http://127.0.0.1:1/hook'
    const { id } = await subscriptions.add({ types: ['heartRate'], frequency: 'hourly', url })
    expect(await subscriptions.change(id, { paused: true })).toMatchObject({ state: 'paused', url })
    expect((await subscriptions.all()).map((one) => one.id)).toEqual([id])
    await subscriptions.remove(id)
    expect(await subscriptions.get(id)).toBeUndefined()
  })

  it('tells a person’s present and every change', async () => {
    const live = remote.client.user('me').live()
    expect((await live.next()).value).toEqual({ event: 'session', data: null })
    remote.live.say({
      user: 'me',
      type: 'heartRate',
      value: 142,
      unit: 'count/min',
      at: 1_000,
      source: 'strap',
      stale: false,
    })
    expect((await live.next()).value).toMatchObject({ event: 'sample', data: { type: 'heartRate', value: 142 } })
    await live.return?.()
  })
})
