import type { History } from '../archive/history.js'
import { newBlock } from '../archive/new-block.js'
import { filterRows } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { JournalWatch } from '../commit/remover.js'
import { type Database, inLightTransaction, inTransaction } from '../sqlite/database.js'
import type { NewBlock, SeriesWrites } from '../sqlite/series-table.js'
import { blocksUpTo } from './journal-blocks.js'
import type { Packer } from './packer.js'

/** What a condensing works on. */
export interface CondensingParts {
  readonly database: Database
  readonly history: History
  readonly series: SeriesWrites
  /** From now on puts into `watch` what is taken out of the journal. */
  readonly watchJournal: (watch: JournalWatch | undefined) => void
  /** About how many quantities a step packs. */
  readonly quantitiesPerStep: number
}

/** Steps, each with what the next one has to wait for. */
export type Steps = Generator<Promise<void> | undefined, void>

/** A block that was written. */
interface Written {
  readonly id: number
  readonly first: number
  readonly last: number
}

const journalRowsPerStep = 5_000

/**
 * Turns the journal up to a commit into blocks, step by step, so that the live path can go on in between. What it writes
 * counts only from the moment its batch is written, in one small transaction; before that a reader sees the journal.
 *
 * Wherever the blocks are made, these hold: blocks come in the order of stream and start, because that is how a reader's
 * place in a condensed segment is told; a block holds commits of its own batch alone, and batches follow each other without
 * a gap (`first_seq` is the one after `last_seq`); what was taken out of the journal between the first step and `publish` is
 * taken out of the blocks in the transaction of `publish`; journal rows go only after their batch is durable; no block of a
 * finished batch is touched but by a deletion. A step is short, and between two of them the store may be killed.
 */
export class Condensing {
  readonly #parts: CondensingParts
  readonly #upto: number
  readonly #gone: JournalWatch = new Map()
  readonly #written = new Map<number, Written[]>()
  #firstRow = 0
  #lastRow = 0

  constructor(parts: CondensingParts, upto: number) {
    this.#parts = parts
    this.#upto = upto
    parts.watchJournal(this.#gone)
  }

  /** Each step is a bounded piece of work. Stopping between two steps is harmless until `publish`. */
  *build(): Steps {
    this.discard()
    let waiting: NewBlock[] = []
    let size = 0
    for (const { stream, quantities } of blocksUpTo(this.#parts.history, this.#upto)) {
      waiting.push(newBlock(stream, quantities))
      size += quantities.starts.length
      if (size < this.#parts.quantitiesPerStep) continue
      this.#write(waiting)
      waiting = []
      size = 0
      yield
    }
    this.#write(waiting)
    yield
  }

  /** The same with blocks that a thread makes; without it when it fails. */
  *take(packer: Packer): Steps {
    this.discard()
    try {
      while (!packer.isDone) {
        yield packer.arrival()
        const blocks = packer.take()
        if (blocks) this.#write(blocks)
      }
    } catch {
      // Whatever kept the thread from it need not keep us.
      yield* this.build()
    }
  }

  /** Makes the blocks count, and shortens the journal in memory. */
  publish(): void {
    const { database, history, watchJournal } = this.#parts
    const before = history.tables.series.lastBatch()
    const number = (before?.number ?? 0) + 1
    const [first_seq, first_row] = [(before?.last_seq ?? 0) + 1, this.#firstRow]
    inTransaction(database, () => {
      for (const [stream, starts] of this.#gone) this.#remove(stream, starts)
      const batch = { number, first_seq, last_seq: this.#upto, first_row, last_row: this.#lastRow }
      history.tables.series.addBatch(batch)
    })
    history.journal.dropThrough(this.#upto)
    watchJournal(undefined)
  }

  /** Removes the journal rows that are blocks now. */
  *sweep(): Steps {
    const { database, history } = this.#parts
    let removed = journalRowsPerStep
    while (removed === journalRowsPerStep) {
      inLightTransaction(database, () => {
        removed = history.tables.journal.removeSome(this.#upto, journalRowsPerStep)
      })
      yield
    }
  }

  /** Removes blocks of a condensing that did not finish. */
  discard(): void {
    const { history, series } = this.#parts
    series.removeAfter(history.tables.series.lastBatch()?.last_row ?? 0)
    this.#firstRow = 0
    this.#written.clear()
  }

  #write(blocks: readonly NewBlock[]): void {
    const { database, history, series } = this.#parts
    inLightTransaction(database, () => {
      for (const block of blocks) {
        this.#lastRow = series.insert(block)
        this.#firstRow ||= this.#lastRow
        this.#note(block, this.#lastRow)
        history.tables.streams.raiseMarks(block.stream, block.last_start, block.max_end - block.first_start)
      }
    })
  }

  #note({ stream, first_start, last_start }: NewBlock, id: number): void {
    const written = { id, first: first_start, last: last_start }
    const ofStream = this.#written.get(stream)
    if (ofStream) ofStream.push(written)
    else this.#written.set(stream, [written])
  }

  #remove(stream: Stream, starts: ReadonlySet<number>): void {
    const { history, series } = this.#parts
    for (const { id, first, last } of this.#written.get(stream.id) ?? []) {
      if (![...starts].some((start) => start >= first && start <= last)) continue
      const quantities = history.blocks.open(id)
      const kept = filterRows(quantities, (row) => !starts.has(quantities.starts[row] as number))
      if (kept.starts.length === 0) series.remove(id)
      else if (kept !== quantities) series.replace(id, newBlock(stream, kept))
      history.blocks.forget(id)
    }
  }
}
