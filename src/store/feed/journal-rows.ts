import type { JournalLog } from '../archive/journal-log.js'
import type { Stream } from '../archive/streams.js'

/** A row of the journal in memory and its stream. */
export interface StreamRow {
  readonly stream: Stream
  readonly row: number
}

/** The rows of some streams that were committed after a commit, put in the order of the feed. */
export class JournalRows {
  readonly #byCommit = new Map<number, StreamRow[]>()
  readonly #seqs: readonly number[]

  constructor(journal: JournalLog, streams: readonly Stream[], after: number) {
    for (const stream of streams) {
      for (const row of journal.rowsAfter(stream, after)) this.#add(journal.at('seqs', row), { stream, row })
    }
    this.#seqs = [...this.#byCommit.keys()].sort((a, b) => a - b)
    const start = ({ row }: StreamRow): number => journal.at('starts', row)
    for (const rows of this.#byCommit.values()) rows.sort((a, b) => a.stream.id - b.stream.id || start(a) - start(b))
  }

  /** Those of one commit, by stream and start. */
  ofCommit(seq: number): readonly StreamRow[] {
    return this.#byCommit.get(seq) ?? []
  }

  /** The first commit after this one that has rows; infinity when none has. */
  seqAfter(seq: number): number {
    let [low, high] = [0, this.#seqs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#seqs[middle] as number) > seq) high = middle
      else low = middle + 1
    }
    return this.#seqs[low] ?? Number.POSITIVE_INFINITY
  }

  #add(seq: number, row: StreamRow): void {
    const rows = this.#byCommit.get(seq)
    if (rows) rows.push(row)
    else this.#byCommit.set(seq, [row])
  }
}
