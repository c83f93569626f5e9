import type { Config } from '../config.js'
import type { Sessions } from '../session/sessions.js'
import type { HealthStore } from '../store/health-store.js'
import type { Parts } from './parts.js'
import { secretIn } from './secret.js'
import type { Told } from './world.js'

interface Fed extends Told {
  readonly store: HealthStore
  readonly sessions: Sessions
}

/** Writes the feed into InfluxDB, when the configuration names one. */
export function followInto({ openInflux }: Parts, { influx }: Config, { store, sessions, ...told }: Fed) {
  if (influx.url === undefined) return undefined
  return openInflux({
    feed: store,
    documents: store.documents,
    url: influx.url,
    database: influx.database,
    username: influx.username,
    password: secretIn('influx.passwordFile', influx.passwordFile),
    covering: (user, at) => sessions.covering(user, at),
    ...told,
  })
}
