import type { Statistics } from '../../health/statistics.js'
import type { SampleTypeName } from '../../health/type.js'
import type { History } from '../archive/history.js'
import { createShelf } from '../archive/sql-shelf.js'
import type { StoredPage } from '../feed/packed-columns.js'
import { changesPage } from '../feed/page.js'
import type { ChangesQuery, CollectionQuery, SamplePage, SamplePageQuery, StatisticsQuery } from '../health-store.js'
import { BlockIndex } from '../query/block-index.js'
import { collectionOf } from '../query/collection.js'
import { samplePage } from '../query/page/sample-page.js'
import { statisticsOf } from '../query/statistics.js'

/** The reads that may take long, over one connection's history. */
export const createReader = (history: History, head: () => number) => {
  const shelf = createShelf(history)
  const { facts, series } = history.tables
  // A block is rewritten with a new revision, and published with a new batch.
  const version = (): string => `${facts.get('revision') ?? 0} ${series.lastBatch()?.number ?? 0}`
  const index = new BlockIndex(shelf, version)
  return {
    samples: (user: string, query: SamplePageQuery): SamplePage => samplePage(shelf, user, query),
    statistics: (user: string, query: StatisticsQuery): Statistics | undefined =>
      statisticsOf(index.shelf(), user, query),
    collection: (user: string, query: CollectionQuery): readonly (Statistics | undefined)[] =>
      collectionOf(index.shelf(), user, query),
    sources: (user: string, types: readonly SampleTypeName[] | undefined): readonly string[] => {
      const names = types && new Set<string>(types)
      const streams = history.matching((stream) => names?.has(stream.type) ?? true, user)
      return [...new Set(streams.filter((stream) => history.hasSome(stream)).map(({ source }) => source))].sort()
    },
    packedChanges: (query: ChangesQuery): StoredPage => changesPage(history, query, head()),
  }
}

export type StoreReader = ReturnType<typeof createReader>
