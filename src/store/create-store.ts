import { HealthError, invalidArgument } from '../health/error.js'
import type { History } from './archive/history.js'
import { deleteMatching } from './commit/delete-matching.js'
import type { GroupCommit } from './commit/group-commit.js'
import { mostRows, type PendingQueue } from './commit/pending.js'
import type { Removal } from './commit/remover.js'
import { checkSamples } from './commit/sample-check.js'
import type { Condenser } from './condensing/condenser.js'
import type { Documents } from './documents.js'
import { formatAnchor, placeAfter } from './feed/anchor.js'
import type { Listeners } from './feed/listeners.js'
import { emptyPage, type StoredPage, unpackedPage } from './feed/packed-columns.js'
import type { ChangesQuery, HealthStore, StoreFigures } from './health-store.js'
import type { Housekeeper } from './housekeeping/housekeeper.js'
import type { Purger } from './housekeeping/purger.js'
import type { OriginBook } from './origins.js'
import { asReadError } from './reader/read-error.js'
import type { AsyncReader } from './reader/thread-reader.js'
import type { Database } from './sqlite/database.js'
import type { SeriesWrites } from './sqlite/series-table.js'
import type { StoreState } from './store-state.js'

/** What a store is put together from. */
export interface StoreParts {
  readonly database: Database
  readonly history: History
  readonly commits: GroupCommit
  readonly state: StoreState
  readonly listeners: Listeners
  readonly queue: PendingQueue
  readonly documents: Documents
  readonly origins: OriginBook
  readonly reader: AsyncReader
  readonly series: SeriesWrites
  readonly condenser: Condenser
  readonly purger: Purger
  readonly housekeeper: Housekeeper
}

type Writes = Pick<HealthStore, 'save' | 'associate' | 'delete' | 'deleteMatching'>

const checkCount = ({ length }: { readonly length: number }, done: 'added' | 'deleted'): void => {
  if (length > mostRows) throw invalidArgument(`more than ${mostRows} samples cannot be ${done} at once`)
}

const none: readonly string[] = []

/** The writing half of the port. */
const createWrites = ({ commits, reader }: StoreParts): Writes => {
  const remove = async (removal: Removal): Promise<number> =>
    Number(await commits.submit({ kind: 'delete', ...removal }))
  return {
    // No async function, because a promise more for every sample that a device sends is felt.
    save: (user, samples, options) => {
      try {
        const rows = checkSamples(samples)
        const replays = options?.replays === true
        const workout = options?.workout?.toLowerCase()
        if (workout !== undefined) checkCount(samples, 'added')
        const replaces = options?.replaces?.map((uuid) => uuid.toLowerCase()) ?? none
        checkCount(replaces, 'deleted')
        return commits.submit({ kind: 'save', user, samples, rows, replays, workout, replaces })
      } catch (error) {
        return Promise.reject(error)
      }
    },
    associate: async (user, workout, uuids) => {
      checkCount(uuids, 'added')
      const lower = uuids.map((uuid) => uuid.toLowerCase())
      await commits.submit({ kind: 'associate', user, workout: workout.toLowerCase(), uuids: lower })
    },
    delete: async (user, uuids, source) => {
      checkCount(uuids, 'deleted')
      await remove({ user, uuids, source, unknown: 'fail' })
    },
    deleteMatching: async (user, query) => {
      await commits.settled()
      return deleteMatching({ reader, remove }, user, query)
    },
  }
}

type Reads = Pick<
  HealthStore,
  'find' | 'samples' | 'statistics' | 'collection' | 'sources' | 'changes' | 'packedChanges' | 'anchor'
>

type Read = <Result>(read: () => Result | Promise<Result>) => Promise<Result>

/** Gives what a read answers, or why its storage does not. Memory may still know things when the file is closed. */
const reading = (isOpen: () => boolean): Read => {
  return async (read) => {
    try {
      if (isOpen()) return await read()
    } catch (error) {
      throw asReadError(error)
    }
    throw new HealthError('databaseInaccessible', 'the store is closed')
  }
}

/** The reading half of the port. */
const createReads = ({ commits, history, reader }: StoreParts, told: Read): Reads => {
  const anchor = (): string => formatAnchor(history.salt, placeAfter(commits.seq))
  // A follower that is up to date asks often, and needs no look at the file.
  const page = (query: ChangesQuery): Promise<StoredPage> =>
    told(() => (query.anchor === anchor() ? emptyPage(anchor()) : reader.packedChanges(query)))
  return {
    find: (user, uuid) => told(() => history.find(user, uuid.toLowerCase())),
    samples: (user, query) => told(() => reader.samples(user, query)),
    statistics: (user, query) => told(() => reader.statistics(user, query)),
    collection: (user, query) => told(() => reader.collection(user, query)),
    sources: (user, types) => told(() => reader.sources(user, types)),
    changes: (query) => told(async () => unpackedPage(history, await page(query))),
    packedChanges: page,
    anchor,
  }
}

const figuresOf = ({ commits, history, state, series, queue, purger, housekeeper }: StoreParts): StoreFigures => ({
  commits: commits.commits,
  stored: state.stored,
  duplicates: state.duplicates,
  deleted: state.deleted,
  journalQuantities: history.journal.length,
  journalRows: history.tables.journal.countAfter(history.tables.series.lastBatch()?.last_seq ?? 0),
  seriesRows: series.count(),
  condensations: state.condensations,
  pending: queue.length,
  tombstones: history.tables.tombstones.count(),
  purged: purger.purged,
  ...housekeeper.pages(),
})

/** The store over its parts. */
export function createStore(parts: StoreParts): HealthStore {
  const { commits, condenser, database, documents, housekeeper, listeners, origins, purger, state } = parts
  let isOpen = true
  return {
    documents,
    housekeeping: housekeeper,
    origins,
    ...createWrites(parts),
    ...createReads(
      parts,
      reading(() => isOpen),
    ),
    subscribe: (listener) => listeners.add(listener),
    settled: () => commits.settled(),
    condense: async () => {
      await commits.settled()
      await condenser.condense()
    },
    health: () => state.health,
    figures: () => figuresOf(parts),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await condenser.close()
      purger.close()
      await housekeeper.close()
      commits.flush()
      await parts.reader.close()
      database.close()
    },
  }
}
