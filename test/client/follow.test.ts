import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemotePerson } from '../../src/client/connect.js'
import { connect } from '../../src/client/connect.js'
import type { FaultyFetch } from './faulty-fetch.js'
import { type OpenedClient, openFaultyRemote } from './open-remote.js'

let remote: OpenedClient
let faulty: FaultyFetch
let person: RemotePerson

beforeEach(async () => {
  ;({ remote, faulty, person } = await openFaultyRemote())
})
afterEach(() => remote.close())

const save = (value: number) => person.save({ type: 'heartRate', start: value * 1_000, value })

describe('a stream over a bad line', () => {
  it('takes up where it was cut, without loss and without doubling', async () => {
    const seen: unknown[] = []
    const changes = person.changes({ types: ['heartRate'] })
    const next = async () =>
      seen.push(...((await changes.next()).value?.added ?? []).map(({ value }: { value?: unknown }) => value))
    await save(60)
    await next()
    faulty.cut()
    await save(61)
    await save(62)
    while (seen.length < 3) await next()
    faulty.lose(2)
    faulty.cut()
    const waiting = next()
    await save(63)
      .catch(() => save(63))
      .catch(() => save(63))
    await waiting
    await changes.return?.()
    expect(seen).toEqual([60, 61, 62, 63])
    expect(faulty.lastIds.filter((id) => id !== null).length).toBeGreaterThan(1)
  })

  it('gives the whole present again after a cut', async () => {
    remote.live.say({
      user: 'me',
      type: 'heartRate',
      value: 142,
      unit: 'count/min',
      at: 1_000,
      source: 'strap',
      stale: false,
    })
    const live = person.live()
    expect(await live.next()).toMatchObject({ value: { event: 'session', data: null } })
    expect(await live.next()).toMatchObject({ value: { event: 'sample', data: { value: 142 } } })
    faulty.cut()
    expect(await live.next()).toMatchObject({ value: { event: 'session', data: null } })
    await live.return?.()
  })

  it('ends while it waits to try again', async () => {
    const changes = person.changes()
    await save(60)
    await changes.next()
    faulty.lose(1_000)
    faulty.cut()
    const waiting = changes.next()
    await changes.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  it('throws when there is no daemon at the very first', async () => {
    faulty.lose(1)
    await expect(person.changes().next()).rejects.toMatchObject({ code: 'databaseInaccessible' })
  })

  it('throws what the daemon refuses', async () => {
    await expect(person.changes({ anchor: '00000000.1' }).next()).rejects.toMatchObject({
      name: 'HealthError',
      code: 'anchorExpired',
    })
    const stranger = connect({ url: remote.url, token: 'wrong' }).user('me')
    await expect(stranger.changes().next()).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
