import { openHealthStore } from '../../src/library/open-health-store.js'
import { personContract } from '../contracts/person.js'

personContract('a person in this process', async () => {
  const health = await openHealthStore({ memory: true, timeZone: 'UTC' })
  return { person: health.user('me'), store: health, close: () => health.close() }
})
