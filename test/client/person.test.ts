import { personContract } from '../contracts/person.js'
import { openRemote } from './open-remote.js'

personContract('a person over HTTP', async () => {
  const { client, store, close } = await openRemote()
  return { person: client.user('me'), store, close }
})
