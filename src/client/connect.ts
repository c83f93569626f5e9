import type { Person } from '../health/person/person.js'
import { remotePerson } from './person.js'
import { type ConnectOptions, createTransport } from './transport.js'

/** A daemon, over its HTTP API. */
export interface Client {
  /** The health of this person. Whether there is one, the first question tells. */
  user(id: string): Person
}

/** Speaks to the daemon at `url`. Nothing is sent before something is asked. */
export const connect = (options: ConnectOptions): Client => {
  const transport = createTransport(options)
  return { user: (user) => remotePerson({ transport, user }) }
}
