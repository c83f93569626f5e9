import type { Database } from './database.js'

/** A journal row as it rests: the packed quantities of one commit. */
export interface StoredJournalRow {
  readonly seq: number
  readonly quantities: Uint8Array
}

/** The rows of the table `journal`. */
export const openJournalTable = (database: Database) => {
  const insert = database.prepare('insert into journal (seq, quantities) values (?, ?)')
  const replace = database.prepare('update journal set quantities = ? where seq = ?')
  const remove = database.prepare('delete from journal where seq = ?')
  const row = database.prepare<StoredJournalRow>('select seq, quantities from journal where seq = ?')
  const after = database.prepare<StoredJournalRow>(
    'select seq, quantities from journal where seq > ? order by seq limit ?',
  )
  const lastSeq = database.prepare<{ seq: number | null }>('select max(seq) seq from journal')
  const count = database.prepare<{ count: number }>('select count(*) count from journal where seq > ?')
  const removeSome = database.prepare<{ seq: number }>(
    'delete from journal where seq in (select seq from journal where seq <= ? order by seq limit ?) returning seq',
  )
  return {
    insert: (seq: number, quantities: Uint8Array) => insert.run(seq, quantities),
    replace: (seq: number, quantities: Uint8Array) => replace.run(quantities, seq),
    remove: (seq: number) => remove.run(seq),
    row: (seq: number) => row.get(seq),
    after: (seq: number, limit: number) => after.all(seq, limit),
    lastSeq: () => lastSeq.get()?.seq ?? undefined,
    countAfter: (seq: number) => count.get(seq)?.count ?? 0,
    /** Removes at most `limit` rows up to `seq` and returns how many there were. */
    removeSome: (seq: number, limit: number) => removeSome.all(seq, limit).length,
  }
}
