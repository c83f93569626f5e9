import { History } from '../archive/history.js'
import { newestSeq, readJournal } from '../archive/journal.js'
import { type Database, inSnapshot } from '../sqlite/database.js'

/** The history of a connection that only reads: brought up to date before each read with what was committed since. */
export class FreshHistory {
  readonly history: History
  readonly #database: Database
  #revision = 0
  #seq = 0
  #head = 0

  constructor(database: Database) {
    this.#database = database
    this.history = new History(database)
  }

  /** The newest commit, as of the last read. */
  get head(): number {
    return this.#head
  }

  /** Runs a read on what is committed at this moment. */
  read<Result>(work: () => Result): Result {
    return inSnapshot(this.#database, () => {
      this.#catchUp()
      return work()
    })
  }

  #catchUp(): void {
    const { tables, journal, blocks } = this.history
    const condensed = tables.series.lastBatch()?.last_seq ?? 0
    const revision = tables.facts.get('revision') ?? 0
    this.history.loadStreams()
    // Something was deleted from rows that we may have read.
    if (revision !== this.#revision) {
      journal.clear()
      blocks.forget()
      this.#seq = 0
    }
    journal.dropThrough(condensed)
    this.#seq = readJournal(this.history, Math.max(this.#seq, condensed)).seq
    this.#revision = revision
    this.#head = newestSeq(this.history)
  }
}
