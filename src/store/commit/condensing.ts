import type { History } from '../archive/history.js'
import { newBlock } from '../archive/new-block.js'
import { type Quantities, sliceRows } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import { type Database, inTransaction } from '../sqlite/database.js'
import type { SeriesWrites } from '../sqlite/series-table.js'

const hourMs = 3_600_000
const dayMs = 86_400_000
const mostInOne = 4_096
// A block of fewer would be mostly its own columns, so sparse streams get blocks of up to a day.
const fewInOne = 240

/** Where the next block begins: blocks end with an hour, because that is where most questions do, too. */
const endOfBlock = (starts: readonly number[], from: number): number => {
  const first = starts[from] as number
  const hour = Math.floor(first / hourMs)
  for (let row = from + 1; row < starts.length; row += 1) {
    const start = starts[row] as number
    const count = row - from
    const isFull = count >= mostInOne || start - first >= dayMs
    if (isFull || (count >= fewInOne && Math.floor(start / hourMs) > hour && isNewHour(starts, row))) return row
  }
  return starts.length
}

const isNewHour = (starts: readonly number[], row: number): boolean =>
  Math.floor((starts[row] as number) / hourMs) > Math.floor((starts[row - 1] as number) / hourMs)

/** Quantities by start, cut into blocks. */
export function* cutIntoBlocks(quantities: Quantities): Generator<Quantities> {
  const { starts } = quantities
  let from = 0
  while (from < starts.length) {
    const to = endOfBlock(starts, from)
    yield sliceRows(quantities, from, to)
    from = to
  }
}

/** What a condensing works on. */
export interface CondensingParts {
  readonly database: Database
  readonly history: History
  readonly series: SeriesWrites
  /** About how many quantities a step packs. */
  readonly quantitiesPerStep: number
}

const journalRowsPerStep = 5_000

/** The blocks of all streams, in the order that the feed relies on: by stream and start. */
function* blocksUpTo(history: History, upto: number): Generator<{ stream: Stream; quantities: Quantities }> {
  for (const stream of history.streams.all()) {
    if (!history.journal.holds(stream)) continue
    for (const quantities of cutIntoBlocks(history.journal.upTo(stream, upto))) yield { stream, quantities }
  }
}

/**
 * Turns the journal up to a commit into blocks, step by step, so that the live path can go on in between. What it writes
 * counts only from the moment its batch is written, in one small transaction; before that a reader sees the journal.
 *
 * Wherever this runs, it keeps to these: blocks come in the order of stream and start, because that is how a reader's place
 * in a condensed segment is told; a block holds commits of its own batch alone, and batches follow each other without a gap
 * (`first_seq` is the one after `last_seq`); nothing was taken out of the journal between the first step and `publish`,
 * else the blocks are made anew; journal rows go only after their batch is durable; no block of a finished batch is touched
 * but by a deletion. A step is short, and between two of them the store may be killed.
 */
export class Condensing {
  readonly #parts: CondensingParts
  readonly #upto: number
  #firstRow = 0
  #lastRow = 0

  constructor(parts: CondensingParts, upto: number) {
    this.#parts = parts
    this.#upto = upto
  }

  /** Each step is a bounded piece of work. Stopping between two steps is harmless until `publish`. */
  *build(): Generator<void> {
    this.discard()
    let waiting: { stream: Stream; quantities: Quantities }[] = []
    let size = 0
    for (const block of blocksUpTo(this.#parts.history, this.#upto)) {
      waiting.push(block)
      size += block.quantities.starts.length
      if (size < this.#parts.quantitiesPerStep) continue
      this.#write(waiting)
      waiting = []
      size = 0
      yield
    }
    this.#write(waiting)
    yield
  }

  /** Makes the blocks count, and shortens the journal in memory. */
  publish(): void {
    const { database, history } = this.#parts
    const before = history.tables.series.lastBatch()
    const number = (before?.number ?? 0) + 1
    const [first_seq, first_row] = [(before?.last_seq ?? 0) + 1, this.#firstRow]
    inTransaction(database, () => {
      const batch = { number, first_seq, last_seq: this.#upto, first_row, last_row: this.#lastRow }
      history.tables.series.addBatch(batch)
    })
    history.journal.dropThrough(this.#upto)
  }

  /** Removes the journal rows that are blocks now. */
  *sweep(): Generator<void> {
    const { database, history } = this.#parts
    let removed = journalRowsPerStep
    while (removed === journalRowsPerStep) {
      inTransaction(database, () => {
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
  }

  #write(blocks: readonly { stream: Stream; quantities: Quantities }[]): void {
    const { database, history, series } = this.#parts
    inTransaction(database, () => {
      for (const { stream, quantities } of blocks) {
        const block = newBlock(stream, quantities)
        this.#lastRow = series.insert(block)
        this.#firstRow ||= this.#lastRow
        history.tables.streams.raiseMarks(stream.id, block.last_start, block.max_end - block.first_start)
      }
    })
  }
}
