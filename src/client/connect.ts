import type { Person } from '../health/person/person.js'
import type { Abortable } from '../health/person/queries.js'
import { type ClientAuthorization, clientAuthorization } from './authorization.js'
import { type ClientPrograms, clientPrograms } from './clients.js'
import { type ClientDevices, clientDevices } from './devices.js'
import { type ClientEditing, clientEditing } from './editing.js'
import { clientLive, type LiveEvent } from './live.js'
import { remotePerson } from './person.js'
import { type ClientPlans, clientPlans } from './plans.js'
import { type ClientSessions, clientSessions } from './sessions/sessions.js'
import { type ClientSubscriptions, clientSubscriptions } from './subscriptions.js'
import { type ConnectOptions, createTransport, type Transport } from './transport/transport.js'
import { type ClientUsers, clientUsers } from './users.js'

/** The health of one person at a daemon, and their present. */
export interface RemotePerson extends Person {
  readonly sessions: ClientSessions
  readonly editing: ClientEditing
  readonly plans: ClientPlans
  readonly authorization: ClientAuthorization
  readonly subscriptions: ClientSubscriptions
  /** What a page shows: first the present state, then every change. It goes on until it is ended. */
  live(options?: Abortable): AsyncIterableIterator<LiveEvent>
}

/** A daemon, over its HTTP API. */
export interface Client {
  /** The health of this person, `me` when nobody is named. Whether there is one, the first question tells. */
  user(id?: string): RemotePerson
  readonly users: ClientUsers
  readonly devices: ClientDevices
  readonly clients: ClientPrograms
}

const personAt = (transport: Transport, user: string): RemotePerson => {
  const scope = { transport, user }
  return {
    ...remotePerson(scope),
    sessions: clientSessions(scope),
    editing: clientEditing(scope),
    plans: clientPlans(scope),
    authorization: clientAuthorization(scope),
    subscriptions: clientSubscriptions(scope),
    live: clientLive(scope),
  }
}

/** Speaks to the daemon at `url`. Nothing is sent before something is asked. */
export const connect = (options: ConnectOptions): Client => {
  const transport = createTransport(options)
  return {
    user: (id = 'me') => personAt(transport, id),
    users: clientUsers(transport),
    devices: clientDevices(transport),
    clients: clientPrograms(transport),
  }
}
