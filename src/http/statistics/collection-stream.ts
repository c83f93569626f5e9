import { type Bucket, bucketsOfWindow } from '../../health/calendar/bucket-page.js'
import { bucketAt } from '../../health/calendar/buckets.js'
import type { Clock, Span } from '../../health/clock.js'
import type { StatisticsJson } from '../../health/json/json-schema.js'
import type { HealthStore } from '../../store/health-store.js'
import type { Watch } from '../stream/commit-watch.js'
import { LiveBuckets } from '../stream/live-buckets.js'
import { collectionItems } from './collection.js'
import type { Collection } from './collection-query.js'

/** What a reader of a collection that goes on is served from. */
export interface CollectionReader {
  readonly store: HealthStore
  readonly clock: Clock
  readonly watch: Watch
  readonly collection: Collection
  readonly unit: string | undefined
}

export type LiveCollection = LiveBuckets<'collection' | 'buckets', StatisticsJson>

// At most four times a second.
const paceMs = 250

/** A collection that goes on, from `place` on when the reader comes back. Throws `invalidArgument`. */
export const openLiveCollection = (reader: CollectionReader, place: string | undefined): Promise<LiveCollection> => {
  const { collection, unit, ...sources } = reader
  const { calendar, window, opens, user, query } = collection
  const division = {
    over: (span: Span) => bucketsOfWindow(calendar, span),
    at: (instant: number) => bucketAt(calendar, instant),
  }
  const itemsOf = (buckets: readonly Bucket[]) => collectionItems(reader.store, { user, query, unit }, buckets)
  const names = { all: 'collection', changed: 'buckets' } as const
  const shown = { division, window, opens }
  return LiveBuckets.open({ ...sources, user, types: [query.type], shown, itemsOf, names, paceMs }, place)
}
