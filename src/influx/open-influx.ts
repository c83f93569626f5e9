import type { Logger } from 'pino'
import type { Clock } from '../health/clock.js'
import type { Documents } from '../store/documents.js'
import type { HealthStore } from '../store/health-store.js'
import { keepAnchor } from './anchor.js'
import { Follower } from './follower.js'
import { createMirror } from './mirror.js'
import { type Pace, usualPace } from './pace.js'
import type { WorkoutAt } from './points.js'
import { createSchema } from './schema.js'
import type { Target } from './target.js'
import { createWriter } from './writer.js'

export interface InfluxParts extends Target {
  readonly feed: Pick<HealthStore, 'packedChanges' | 'subscribe' | 'anchor' | 'samples'>
  readonly documents: Documents
  /** The id of the workout a person is in at an instant (epoch ms), while it is happening. */
  readonly covering: WorkoutAt
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly pace?: Partial<Pace> | undefined
}

/** Counts since the start. */
export interface InfluxFigures {
  /** Points that the server took. A point counts each time it is written. */
  readonly written: number
  readonly deleted: number
  /** Points and deletions that the server will never take, which are left out. */
  readonly refused: number
  readonly batches: number
  /** Attempts that have to be made again. */
  readonly failures: number
  /** For how long something has been waiting to be written, ms; 0 when nothing is. */
  readonly lag: number
}

/** The feed, written as points. */
export interface InfluxFollower {
  /** Whether the server takes what is written; the reason when it does not. */
  state(): { readonly ok: boolean; readonly reason?: string }
  figures(): InfluxFigures
  /** Resolves when all that was committed before the call is written; rejects when it is closed before that. */
  caughtUp(): Promise<void>
  /** Writes everything again from the beginning, for a server that lost something. Resolves once that is certain. */
  rebuild(): Promise<void>
  /** Ends after the page in progress, or two seconds. */
  close(): Promise<void>
}

const closeWithinMs = 2_000

/**
 * Follows the feed into an InfluxDB 1.x database, which is made if it is missing. Returns at once: a server that is away
 * is tried until it answers, and gets all that it missed.
 */
export function openInflux(parts: InfluxParts): InfluxFollower {
  const { feed, documents, covering, clock, log } = parts
  const writer = createWriter(parts)
  const schema = createSchema(parts)
  const mirror = createMirror({ samples: (user, query) => feed.samples(user, query), writer, schema, covering, log })
  const kept = keepAnchor(documents, parts)
  const pace = { ...usualPace, ...parts.pace }
  const follower = new Follower({ feed, kept, prepare: schema.prepare, apply: mirror.apply, clock, log, pace })
  return {
    state: () => follower.state(),
    figures: () => ({ ...mirror.figures(), failures: follower.failures, lag: follower.lag }),
    caughtUp: () => follower.caughtUp(),
    rebuild: () => follower.rebuild(),
    close: async () => {
      await follower.close(closeWithinMs)
      writer.close()
      schema.close()
    },
  }
}
