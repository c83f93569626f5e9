import { afterEach, describe, expect, it } from 'vitest'
import type { SessionEventName } from '../../src/health/workout.js'
import { openSessions } from '../../src/session/open-sessions.js'
import { clockAt, memoryStore, start } from './begin.js'

const hour = 3_600_000
const close: (() => unknown)[] = []
afterEach(async () => {
  for (const each of close.splice(0)) await each()
})

async function begin() {
  const clock = clockAt(start)
  const store = memoryStore(clock)
  const sessions = await openSessions({ store, clock, newId: () => '00000000-0000-4000-8000-0000000000aa' })
  close.push(
    () => sessions.close(),
    () => store.close(),
  )
  await sessions.start('me', { activityType: 'cycling', location: 'indoor' })
  const send = (...events: readonly SessionEventName[]) =>
    events.reduce<Promise<unknown>>(
      (before, event) => before.then(() => sessions.send('me', { event })),
      Promise.resolve(),
    )
  return { clock, store, sessions, send }
}

describe('a workout, when the clock', () => {
  it('steps back, takes no time off and can be ended', async () => {
    const { clock, store, sessions, send } = await begin()
    clock.now += 60_000
    await send('lap')
    clock.now -= hour
    expect(sessions.active('me')?.elapsed).toBeGreaterThanOrEqual(0)
    await send('lap', 'pause', 'resume', 'end')
    const { items } = await store.samples('me', { types: ['workout'] })
    expect(items).toHaveLength(1)
    for (const { start: from, end } of items) expect(end).toBeGreaterThanOrEqual(from)
  })

  it('steps ahead, goes on', async () => {
    const { clock, sessions, send } = await begin()
    clock.now += 2 * hour
    expect(sessions.active('me')?.elapsed).toBe(7_200)
    await send('pause', 'resume', 'end')
    expect(sessions.active('me')).toBeUndefined()
  })
})

it('the feed keeps its order when the clock steps back', async () => {
  const clock = clockAt(start)
  const store = memoryStore(clock)
  close.push(() => store.close())
  const save = (value: number) => {
    const at = { start: clock(), end: clock() }
    return store.save('me', [{ kind: 'quantity', type: 'heartRate', value, source: 'watch', metadata: {}, ...at }])
  }
  await save(60)
  const { anchor } = await store.changes({})
  clock.now -= 24 * hour
  await save(61)
  const { added } = await store.changes({ anchor })
  expect(added.map(({ sample }) => 'value' in sample && sample.value)).toEqual([61])
})
