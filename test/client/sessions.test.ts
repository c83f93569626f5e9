import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type RemotePerson } from '../../src/client/connect.js'
import { workoutSample } from '../http/workout-sample.js'
import type { FaultyFetch } from './faulty-fetch.js'
import { type OpenedClient, openFaultyRemote } from './open-remote.js'

let remote: OpenedClient
let faulty: FaultyFetch
let person: RemotePerson
beforeEach(async () => {
  ;({ remote, faulty, person } = await openFaultyRemote())
})
afterEach(() => remote.close())

const ride = { activityType: 'cycling', location: 'indoor' } as const

describe('a command', () => {
  it('goes out once more when the line breaks, under the same id', async () => {
    const { id } = await person.sessions.start(ride)
    faulty.lose(1)
    expect(await person.sessions.send(id, 'pause')).toMatchObject({ state: 'paused' })
    expect(faulty.asked.filter((line) => line.endsWith('/events'))).toHaveLength(2)
    faulty.lose(2)
    await expect(person.sessions.send(id, 'resume')).rejects.toMatchObject({ code: 'databaseInaccessible' })
    expect(remote.sessions.sent).toMatchObject([{ event: 'pause', id: expect.stringMatching(/^[0-9a-f]{32}$/) }])
  })

  it('carries all that can be said', async () => {
    const { id } = await person.sessions.start({ ...ride, id: 'mine' })
    const configuration = { activityType: 'running', location: 'outdoor' } as const
    await person.sessions.send(id, 'beginActivity', { at: 1_000, configuration, metadata: { leg: 2 }, id: 'a' })
    await person.sessions.send(id, 'lap', '1970-01-01T00:00:02Z')
    expect(remote.sessions.sent).toMatchObject([
      { event: 'beginActivity', at: 1_000, configuration, metadata: { leg: 2 }, id: 'a' },
      { event: 'lap', at: 2_000 },
    ])
  })
})

describe('a session that is followed', () => {
  it('is what it becomes, over cuts too, until it is over', async () => {
    const { id } = await person.sessions.start(ride)
    const updates = person.sessions.follow()
    expect(await updates.next()).toMatchObject({ value: { session: { id, state: 'running' }, isOver: false } })
    faulty.cut()
    await remote.sessions.send('me', { event: 'pause' })
    expect(await updates.next()).toMatchObject({ value: { session: { state: 'paused' } } })
    await remote.sessions.send('me', { event: 'end' })
    expect(await updates.next()).toMatchObject({ value: { session: { state: 'ended' }, isOver: true } })
    expect(await updates.next()).toMatchObject({ done: true })
  })

  it('ends with its record', async () => {
    const sample = workoutSample()
    await remote.store.save('me', [sample])
    const updates: unknown[] = []
    for await (const update of person.sessions.follow(sample.uuid)) updates.push(update)
    expect(updates).toMatchObject([
      { session: { id: sample.uuid, state: 'ended' }, isOver: false },
      { isOver: true, record: { id: sample.uuid, metrics: { normalizedPower: 201 } } },
    ])
  })

  it('fails as soon as it may not be seen any more, and does not say that it is over', async () => {
    const { id } = await person.sessions.start(ride)
    const { token: own } = await remote.client.clients.create({ id: 'app' })
    const { authorization } = remote.client.user('me')
    await authorization.decide('app', { workout: { read: 'authorized' } })
    const updates = connect({ url: remote.url, token: own }).user('me').sessions.follow(id)
    expect(await updates.next()).toMatchObject({ value: { session: { id } } })
    await authorization.decide('app', {})
    await expect(updates.next()).rejects.toMatchObject({ code: 'notFound' })
  })

  it('has to be there', async () => {
    await expect(person.sessions.follow().next()).rejects.toMatchObject({ code: 'notFound' })
  })
})
