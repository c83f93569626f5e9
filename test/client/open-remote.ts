import { type Client, connect, type RemotePerson } from '../../src/client/connect.js'
import { openApp, type TestApp, token } from '../http/open-app.js'
import { createFaultyFetch, type FaultyFetch } from './faulty-fetch.js'

/** A client of the API in this process, over a socket. */
export interface OpenedClient extends TestApp {
  readonly client: Client
  readonly url: string
}

export const openRemote = async (): Promise<OpenedClient> => {
  const app = await openApp()
  const url = await app.listen()
  return { ...app, url, client: connect({ url, token }) }
}

/** The same over a bad line. */
export interface FaultyRemote {
  readonly remote: OpenedClient
  readonly faulty: FaultyFetch
  readonly person: RemotePerson
}

export const openFaultyRemote = async (): Promise<FaultyRemote> => {
  const [remote, faulty] = [await openRemote(), createFaultyFetch()]
  return { remote, faulty, person: connect({ url: remote.url, token, fetch: faulty.fetch }).user('me') }
}
