import type { Logger } from 'pino'
import type { Clock, RandomBytes } from '../health/clock.js'
import { createUuidV7 } from '../health/uuid.js'
import { History } from './archive/history.js'
import { saltBits } from './archive/identity.js'
import { readJournal } from './archive/journal.js'
import { Draft, type Drafted } from './commit/draft.js'
import { GroupCommit } from './commit/group-commit.js'
import { type Outcome, PendingQueue } from './commit/pending.js'
import { Remover } from './commit/remover.js'
import { Saver } from './commit/saver.js'
import { createStore } from './create-store.js'
import { createDocuments } from './document-store.js'
import { Listeners } from './feed/listeners.js'
import { seqOf } from './feed/position.js'
import type { HealthStore } from './health-store.js'
import { type Database, openWriter } from './sqlite/database.js'
import { openDocumentTable } from './sqlite/document-table.js'
import { openFactTable } from './sqlite/fact-table.js'
import { openSeriesWrites } from './sqlite/series-table.js'
import { createReader } from './store-reader.js'
import { StoreState } from './store-state.js'

/** What a store needs from outside. */
export interface StoreOptions {
  /** The SQLite file; made when there is none. */
  readonly file: string
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log?: Pick<Logger, 'info' | 'warn' | 'error'> | undefined
}

/** Gives a new file its salt, by which its UUIDs and anchors are told from those of another store. */
const salted = (database: Database, random: RandomBytes): Database => {
  const facts = openFactTable(database)
  if (facts.get('salt') === undefined) {
    const bytes = random(new Uint8Array(4))
    const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
    facts.set('salt', word >>> (32 - saltBits))
  }
  return database
}

/** The newest commit that the file knows of. */
const newestSeq = ({ tables }: History): number =>
  Math.max(
    tables.series.lastBatch()?.last_seq ?? 0,
    tables.journal.lastSeq() ?? 0,
    seqOf(tables.samples.lastId() ?? 0),
    seqOf(tables.tombstones.lastId() ?? 0),
  )

/** Opens the store in a file, made when there is none. */
export function openStore(options: StoreOptions): HealthStore {
  const database = salted(openWriter(options.file), options.random)
  const history = new History(database)
  const condensed = history.tables.series.lastBatch()?.last_seq ?? 0
  readJournal(history, condensed)
  const state = new StoreState(options.log)
  const listeners = new Listeners(history, (error) =>
    options.log?.error({ err: error }, 'a follower of commits failed'),
  )
  const draft = new Draft(history)
  const series = openSeriesWrites(database)
  const documents = openDocumentTable(database)
  const parts = {
    database,
    queue: new PendingQueue(),
    draft,
    saver: new Saver({ history, draft, newUuid: createUuidV7(options.clock, options.random) }),
    remover: new Remover({ history, draft, series }),
    documents,
    onCommit: (drafted: Drafted) => listeners.notify(drafted),
    onOutcome: (outcome: Outcome) => state.count(outcome),
    onHealth: (error: unknown) => state.setHealth(error),
  }
  const commits = new GroupCommit(parts, newestSeq(history))
  return createStore({
    database,
    history,
    commits,
    state,
    listeners,
    queue: parts.queue,
    documents: createDocuments(documents, commits),
    reader: createReader(history, () => commits.seq),
    series,
  })
}

/** A store in memory, by the same engine. */
export const openMemoryStore = (options: Omit<StoreOptions, 'file'>): HealthStore =>
  openStore({ ...options, file: ':memory:' })
