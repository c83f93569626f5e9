import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import type { LiveWorkout } from '../../../src/health/workout.js'
import { type OpenSessionsParts, openSessions } from '../../../src/session/open-sessions.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { clockAt, memoryStore, readings, ride, start } from '../begin.js'

const id = '00000000-0000-4000-8000-0000000000bb'

/** Sessions whose journal can be held up or refused; `told` is what everybody outside was told of. */
const openJournaled = async () => {
  const clock = clockAt(start)
  const store = memoryStore(clock)
  const disk = { isFull: false, wait: Promise.resolve() }
  const documents: HealthStore['documents'] = {
    ...store.documents,
    put: async (...written) => {
      await disk.wait
      if (disk.isFull) throw new HealthError('databaseInaccessible', 'the disk is full')
      await store.documents.put(...written)
    },
  }
  const journaled: HealthStore = { ...store, documents }
  const parts: OpenSessionsParts = { store: journaled, clock, newId: () => id }
  const sessions = await openSessions(parts)
  const told: LiveWorkout[] = []
  sessions.subscribe((workout) => told.push(workout))
  const restart = async () => {
    await sessions.close()
    return openSessions({ ...parts, store })
  }
  return { clock, store, disk, sessions, told, restart }
}

const at = (second: number): number => start + second * 1_000

describe('a command that cannot be kept', () => {
  it.each(['lap', 'pause', 'stop', 'end', 'finish', 'discard'] as const)(
    'is refused, and nothing has happened: %s',
    async (event) => {
      const { disk, sessions, told, restart } = await openJournaled()
      await sessions.start('me', { ...ride, at: start })
      const before = sessions.active('me')
      disk.isFull = true
      await expect(sessions.send('me', { event, at: at(10) })).rejects.toMatchObject({ code: 'databaseInaccessible' })
      expect(sessions.active('me')).toEqual(before)
      expect(told.every(({ state, laps }) => state === 'running' && laps.length === 1)).toBe(true)
      expect((await restart()).active('me')).toEqual(before)
    },
  )

  it('is done when it comes again and there is space', async () => {
    const { disk, sessions } = await openJournaled()
    await sessions.start('me', { ...ride, at: start })
    disk.isFull = true
    await expect(sessions.send('me', { event: 'lap', at: at(10), id: 'a' })).rejects.toThrow()
    disk.isFull = false
    const { events } = await sessions.send('me', { event: 'lap', at: at(10), id: 'a' })
    expect(events).toEqual([{ event: 'lap', at: at(10) }])
  })

  it('starts nothing', async () => {
    const { disk, sessions, told, store } = await openJournaled()
    disk.isFull = true
    await expect(sessions.start('me', ride)).rejects.toMatchObject({ code: 'databaseInaccessible' })
    expect([sessions.all(), told, store.documents.all('session')]).toEqual([[], [], []])
  })
})

describe('a transition', () => {
  it('is known to nobody before it is durable', async () => {
    const { disk, sessions, told, store, clock } = await openJournaled()
    await sessions.start('me', { ...ride, at: start })
    clock.now = at(10)
    let release = (): void => undefined
    disk.wait = new Promise((resolve) => {
      release = resolve
    })
    const paused = sessions.send('me', { event: 'pause', at: at(5) })
    await store.save(
      'me',
      readings('heartRate', [0, 5], () => 140),
    )
    expect(told.at(-1)).toMatchObject({ state: 'running', statistics: { heartRate: { count: 5 } } })
    expect([sessions.active('me')?.state, sessions.find(id)?.events]).toEqual(['running', []])
    release()
    expect(await paused).toMatchObject({ state: 'paused', elapsed: 5 })
    expect(told.at(-1)).toMatchObject({ state: 'paused', elapsed: 5 })
  })

  it('waits for the one before, and meets the state that it leaves', async () => {
    const { sessions } = await openJournaled()
    await sessions.start('me', { ...ride, at: start })
    const [, second] = await Promise.allSettled([
      sessions.send('me', { event: 'pause', at: at(5) }),
      sessions.send('me', { event: 'pause', at: at(6) }),
      sessions.send('me', { event: 'resume', at: at(7) }),
    ])
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'invalidTransition' } })
    expect(sessions.active('me')).toMatchObject({ state: 'running', total: 7, elapsed: 5 })
  })
})
