import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Clock, RandomBytes } from '../health/clock.js'
import { createUuidV7 } from '../health/uuid.js'
import { History } from './archive/history.js'
import { saltBits } from './archive/identity.js'
import { newestSeq, readJournal } from './archive/journal.js'
import { Associator } from './commit/associator.js'
import { Describer } from './commit/describer.js'
import { Draft, type Drafted } from './commit/draft.js'
import { GroupCommit } from './commit/group-commit.js'
import { type Outcome, PendingQueue } from './commit/pending.js'
import { Remover } from './commit/remover.js'
import { Saver } from './commit/saver.js'
import { Condenser } from './condensing/condenser.js'
import { canUsePackingThread, Packer } from './condensing/packer.js'
import { createStore } from './create-store.js'
import { createDocuments } from './document-store.js'
import { Listeners } from './feed/listeners.js'
import type { HealthStore } from './health-store.js'
import { Housekeeper } from './housekeeping/housekeeper.js'
import { Purger } from './housekeeping/purger.js'
import { createOriginBook } from './origin-book.js'
import { createReader } from './reader/store-reader.js'
import { type AsyncReader, canUseThread, openThreadReader } from './reader/thread-reader.js'
import { type Database, openWriter } from './sqlite/database.js'
import { openDocumentTable } from './sqlite/document-table.js'
import { openFactTable } from './sqlite/fact-table.js'
import { openSeriesWrites, type SeriesWrites } from './sqlite/series-table.js'
import { StoreState } from './store-state.js'

/** What a store needs from outside. */
export interface StoreOptions {
  /** The SQLite file; made when there is none. */
  readonly file: string
  readonly clock: Clock
  readonly random: RandomBytes
  /** About how many quantities the journal, and so the memory, holds before they are condensed; default 500,000. */
  readonly journalLimit?: number | undefined
  /** About how many quantities one step of condensing packs; default 10,000. */
  readonly quantitiesPerStep?: number | undefined
  /** Fewer quantities than this are condensed without a thread of their own; default 20,000. */
  readonly packedByThread?: number | undefined
  /** How long deletions are told to who follows the changes, ms; default 365 days. */
  readonly tombstoneRetentionMs?: number | undefined
  /** Resolves when background work may take its next step; default: when the event loop has seen to the rest. */
  readonly turn?: (() => Promise<void>) | undefined
  readonly log?: Pick<Logger, 'info' | 'warn' | 'error'> | undefined
}

const defaultJournalLimit = 500_000
const defaultQuantitiesPerStep = 10_000
// Fewer are packed sooner than a thread has started.
const defaultPackedByThread = 20_000
const defaultRetentionMs = 365 * 86_400_000

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

/** Reads the journal back into memory, and clears away what a condensing left that did not finish, or just did. */
const recover = (history: History, series: SeriesWrites, state: StoreState): void => {
  const last = history.tables.series.lastBatch()
  series.removeAfter(last?.last_row ?? 0)
  history.tables.journal.removeSome(last?.last_seq ?? 0, -1)
  state.uncondensed = readJournal(history, last?.last_seq ?? 0).quantities
}

/** Long reads go to a thread of their own where there can be one, which a store in memory cannot have. */
const readerOf = (file: string, history: History, head: () => number): AsyncReader =>
  file !== ':memory:' && canUseThread()
    ? openThreadReader(file)
    : { ...createReader(history, head), close: () => Promise.resolve() }

/** Blocks are packed in a thread of their own, too, where there can be one. */
const packerOf = (file: string, quantitiesPerStep: number): ((upto: number) => Packer) | undefined =>
  file !== ':memory:' && canUsePackingThread() ? (upto) => new Packer({ file, upto, quantitiesPerStep }) : undefined

/** The parts that write. */
const openWrites = (options: StoreOptions, database: Database, history: History) => {
  const draft = new Draft(history, options.clock)
  const series = openSeriesWrites(database)
  const remover = new Remover({ history, draft, series })
  const associator = new Associator(history, draft)
  const saver = new Saver({ history, draft, associator, newUuid: createUuidV7(options.clock, options.random) })
  const [describer, queue] = [new Describer(history), new PendingQueue()]
  return { draft, series, remover, saver, associator, describer, queue, documents: openDocumentTable(database) }
}

/** Opens the store in a file, made when there is none. */
export function openStore(options: StoreOptions): HealthStore {
  const database = salted(openWriter(options.file, options.clock()), options.random)
  const history = new History(database)
  const state = new StoreState(options.log)
  const writes = openWrites(options, database, history)
  recover(history, writes.series, state)
  const listeners = new Listeners(history, (error) =>
    options.log?.error({ err: error }, 'a follower of commits failed'),
  )
  const head = (): number => commits.seq
  const turn = async (): Promise<void> => {
    await (options.turn ?? setImmediate)()
    if (!condenser.isHolding) await commits.free()
  }
  const quantitiesPerStep = options.quantitiesPerStep ?? defaultQuantitiesPerStep
  const condenser = new Condenser({
    ...{ database, history, state, head, series: writes.series, clock: options.clock },
    watchJournal: (watch) => writes.remover.watchJournal(watch),
    hold: (work) => commits.hold(work),
    startPacker: packerOf(options.file, quantitiesPerStep),
    journalLimit: options.journalLimit ?? defaultJournalLimit,
    quantitiesPerStep,
    packedByThread: options.packedByThread ?? defaultPackedByThread,
    turn,
  })
  const purger = new Purger({
    ...{ database, history, turn, clock: options.clock },
    retentionMs: options.tombstoneRetentionMs ?? defaultRetentionMs,
  })
  const onCommit = (drafted: Drafted): void => {
    state.uncondensed += drafted.quantities?.streams.length ?? 0
    listeners.notify(drafted)
    condenser.afterCommit()
    purger.afterCommit()
  }
  const onHealth = (error: unknown): void => state.setHealth(error)
  const onOutcome = (outcome: Outcome): void => state.count(outcome)
  const commits = new GroupCommit({ ...writes, database, onCommit, onHealth, onOutcome }, newestSeq(history))
  purger.afterCommit()
  return createStore({
    ...{ ...writes, database, history, state, listeners, commits, condenser, purger },
    housekeeper: new Housekeeper({ database, history, commits, purger, turn, file: options.file }),
    documents: createDocuments(writes.documents, commits),
    origins: createOriginBook(history, commits),
    reader: readerOf(options.file, history, head),
  })
}

/** A store in memory, by the same engine. */
export const openMemoryStore = (options: Omit<StoreOptions, 'file'>): HealthStore =>
  openStore({ ...options, file: ':memory:' })
