import { type Client, connect } from '../../src/client/connect.js'
import { openApp, type TestApp, token } from '../http/open-app.js'

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
