import { decodeJournalRow } from '../codec/journal-codec.js'
import { seqOf } from '../feed/position.js'
import type { History } from './history.js'

const rowsAtOnce = 1_000

const appendRow = (history: History, seq: number, bytes: Uint8Array): number => {
  history.journal.seq = seq
  const { streams, starts, values, durations, generations } = decodeJournalRow(bytes)
  for (let at = 0; at < streams.length; at += 1) {
    history.journal.push(history.stream(streams[at] as number), starts[at] as number, values[at] as number)
    const [duration = 0, generation = 0] = [durations?.[at], generations?.[at]]
    if (duration > 0 || generation > 0) history.journal.amend(duration, generation)
  }
  return streams.length
}

/** Reads the journal rows after a commit into memory; says how many quantities came, and the last commit. */
export function readJournal(history: History, after: number): { readonly quantities: number; readonly seq: number } {
  let [seq, quantities] = [after, 0]
  for (;;) {
    const rows = history.tables.journal.after(seq, rowsAtOnce)
    for (const row of rows) quantities += appendRow(history, row.seq, row.quantities)
    seq = rows.at(-1)?.seq ?? seq
    if (rows.length < rowsAtOnce) return { quantities, seq }
  }
}

/** The newest commit that the file knows of. */
export const newestSeq = ({ tables }: History): number =>
  Math.max(
    tables.series.lastBatch()?.last_seq ?? 0,
    tables.journal.lastSeq() ?? 0,
    seqOf(tables.samples.lastId() ?? 0),
    seqOf(tables.tombstones.lastId() ?? 0),
    seqOf(tables.associations.lastId() ?? 0),
    seqOf(tables.purges.last() ?? 0),
  )
