import { expect, it } from 'vitest'
import { openSessions } from '../../src/session/open-sessions.js'
import { clockAt, memoryStore, reading, ride, start } from './begin.js'

it('counts what a sensor said before the end and was still being gathered', async () => {
  const store = memoryStore(clockAt(start + 60_000))
  const gathered = [reading('heartRate', 59, 151)]
  const heard = async () => void (await store.save('me', gathered.splice(0)))
  const newId = () => '00000000-0000-4000-8000-00000000aaaa'
  const sessions = await openSessions({ store, clock: clockAt(start + 60_000), newId, heard })
  await sessions.start('me', { ...ride, at: start })
  const { statistics } = await sessions.send('me', { event: 'end', at: start + 60_000 })
  expect(statistics.heartRate).toMatchObject({ count: 1, max: 151 })
})
