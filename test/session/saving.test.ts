import { describe, expect, it } from 'vitest'
import { HealthError } from '../../src/health/error.js'
import { openSessions } from '../../src/session/open-sessions.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { clockAt, memoryStore, readings, start } from './begin.js'

const ride = { activityType: 'running', location: 'outdoor', at: start } as const
const id = '00000000-0000-4000-8000-0000000000aa'

/** A store whose disk is full for workouts until `isFull` is false. */
const fullStore = () => {
  const clock = clockAt(start + 60_000)
  const store = memoryStore(clock)
  const disk = { isFull: true }
  const full: HealthStore = new Proxy(store, {
    get: (target, name: keyof HealthStore) => {
      const member: unknown = target[name]
      if (name === 'save' && disk.isFull)
        return () => Promise.reject(new HealthError('databaseInaccessible', 'the disk is full'))
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  const open = () => openSessions({ store: full, clock, newId: () => id, profile: () => ({}) })
  return { store, disk, open }
}

const end = { event: 'end', at: start + 60_000 } as const

const begin = async () => {
  const { store, disk, open } = fullStore()
  await store.save(
    'me',
    readings('heartRate', [0, 60], () => 140),
  )
  const sessions = await open()
  await sessions.start('me', ride)
  return { store, disk, open, sessions }
}

describe('a workout that cannot be saved', () => {
  it('stays stopped, and is saved when it is asked for again', async () => {
    const { store, disk, sessions } = await begin()
    await expect(sessions.send('me', end)).rejects.toMatchObject({ code: 'databaseInaccessible' })
    expect(sessions.active('me')).toMatchObject({ state: 'stopped', at: end.at, elapsed: 60 })
    disk.isFull = false
    expect(await sessions.send('me', { event: 'end' })).toMatchObject({ state: 'ended', end: end.at })
    expect((await store.find('me', id))?.end).toBe(end.at)
  })

  it('is saved by the next start of the engine', async () => {
    const { store, disk, open, sessions } = await begin()
    await expect(sessions.send('me', end)).rejects.toMatchObject({ code: 'databaseInaccessible' })
    await sessions.close()
    disk.isFull = false
    const again = await open()
    expect(again.all()).toEqual([])
    expect(await store.find('me', id)).toMatchObject({ workout: { statistics: { heartRate: { average: 140 } } } })
    expect(store.documents.all('session')).toEqual([])
  })

  it('can be discarded', async () => {
    const { store, sessions } = await begin()
    await expect(sessions.send('me', end)).rejects.toThrow()
    await sessions.send('me', { event: 'discard' })
    expect(sessions.all()).toEqual([])
    expect(store.documents.all('session')).toEqual([])
  })

  it('is saved once when its end is asked for twice at once', async () => {
    const { store, disk, sessions } = await begin()
    disk.isFull = false
    const [one, other] = await Promise.all([sessions.send('me', end), sessions.send('me', end)])
    expect([one.state, other.state]).toEqual(['ended', 'ended'])
    expect((await store.samples('me', { types: ['workout'] })).items).toHaveLength(1)
  })
})
