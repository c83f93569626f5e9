import { expect, it } from 'vitest'
import { followZones } from '../../src/privacy/follow-zones.js'
import { openUsers } from '../../src/privacy/users.js'
import { openTestStore } from '../semantics/open-store.js'
import { beat, ten } from '../store/samples.js'

it('the zones of profiles are those of what is saved', async () => {
  const store = openTestStore()
  const users = openUsers({ documents: store.documents, clock: () => ten, timeZone: 'Europe/Berlin' })
  const end = await followZones(users, store.origins, () => undefined)
  await store.save('me', [beat(ten, 60)])
  await users.patch('me', { timeZone: 'Asia/Tokyo' })
  await store.save('me', [beat(ten + 1, 60)])
  await users.create({ id: 'bob', timeZone: 'America/New_York' })
  expect(store.origins.timeZoneOf('bob')).toBe('America/New_York')
  end()
  await users.patch('me', { timeZone: 'Europe/London' })
  await store.save('me', [beat(ten + 2, 60)])
  const { items } = await store.samples('me', {})
  expect(items.map(({ timeZone }) => timeZone)).toEqual(['Europe/Berlin', 'Asia/Tokyo', 'Asia/Tokyo'])
})
