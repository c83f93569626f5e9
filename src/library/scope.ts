import type { Clock } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { CommitWatch } from '../http/stream/commit-watch.js'
import type { Ingest } from '../ingest/ingest.js'
import type { User, Users } from '../privacy/users.js'
import type { HealthStore } from '../store/health-store.js'

/** What a person's health is read from and written to in this process. */
export interface Rooms {
  readonly store: HealthStore
  readonly users: Users
  readonly ingest: Ingest
  readonly clock: Clock
  readonly commits: CommitWatch
  /** By what name this program saves. */
  readonly source: string
  /** Aborted when the store is closed. */
  readonly closing: AbortSignal
}

/** Whose health it is. */
export interface Scope {
  readonly rooms: Rooms
  readonly user: string
}

/** The person; `notFound` when there is none. */
export const known = ({ rooms, user }: Scope): User => {
  const found = rooms.users.get(user)
  if (found === undefined) throw new HealthError('notFound', 'there is no such user')
  return found
}
