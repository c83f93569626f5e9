import type { HttpParts } from '../http-parts.js'
import type { Figure } from '../metrics.js'
import { Mirrors } from '../sessions/mirrors.js'
import { type CommitWatch, watchCommits } from './commit-watch.js'
import { EventStreams } from './event-stream.js'
import { LiveReaders } from './live-readers.js'

const readersMax = 4_096

/** All that goes on after its request: readers of events, and what wakes them. */
export interface Streams {
  readonly events: EventStreams
  readonly commits: CommitWatch
  readonly live: LiveReaders
  readonly mirrors: Mirrors
  figures(): readonly Figure[]
  close(): void
}

export const openStreams = (
  parts: Pick<HttpParts, 'store' | 'sessions' | 'live' | 'devices' | 'users' | 'bluetooth' | 'newId' | 'authorization'>,
): Streams => {
  const events = new EventStreams(readersMax)
  const commits = watchCommits(parts.store)
  const live = new LiveReaders(parts)
  const mirrors = new Mirrors(parts)
  return {
    events,
    commits,
    live,
    mirrors,
    figures: () => [
      { name: 'vitald_http_streams', help: 'Readers of event streams', kind: 'gauge', value: events.size },
    ],
    close: () => {
      live.close()
      mirrors.close()
      commits.close()
      events.close()
    },
  }
}
