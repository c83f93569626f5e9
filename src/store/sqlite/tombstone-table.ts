import type { Database } from './database.js'

/** What is left of a deleted sample, or (with `quantities`) of packed quantities of one stream deleted together. */
export interface TombstoneRow {
  readonly id: number
  readonly stream: number
  readonly uuid: Uint8Array | null
  readonly first_start: number
  readonly last_start: number
  readonly body: string | null
  readonly quantities: Uint8Array | null
  /** When it was deleted, epoch ms. */
  readonly at: number
}

const columns = 'id, stream, uuid, first_start, last_start, body, quantities, at'

/** The rows of the table `tombstone`. */
export const openTombstoneTable = (database: Database) => {
  const insert = database.prepare(`insert into tombstone (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`)
  const lastId = database.prepare<{ id: number | null }>('select max(id) id from tombstone')
  const lastStart = database.prepare<{ start: number | null }>(
    'select max(last_start) start from tombstone where stream = ? and quantities is not null',
  )
  const covering = database.prepare<TombstoneRow>(
    `select ${columns} from tombstone
      where stream = ? and quantities is not null and last_start >= ? and first_start <= ?`,
  )
  const positions = database.prepare<TombstoneRow>(
    `select ${columns} from tombstone where id > ? and id < ? order by id limit ?`,
  )
  const streamPositions = database.prepare<TombstoneRow>(
    `select ${columns} from tombstone where stream = ? and id > ? and id < ? order by id limit ?`,
  )
  const nextOfStream = database.prepare<{ id: number | null }>(
    'select min(id) id from tombstone where stream = ? and id > ?',
  )
  const oldest = database.prepare<Pick<TombstoneRow, 'id' | 'stream' | 'at'>>(
    'select id, stream, at from tombstone order by id limit ?',
  )
  const removeThrough = database.prepare('delete from tombstone where id <= ?')
  const count = database.prepare<{ count: number }>('select count(*) count from tombstone')
  return {
    /** The first of the feed. */
    oldest: (limit: number) => oldest.all(limit),
    /** Removes those up to this one. */
    removeThrough: (id: number) => removeThrough.run(id),
    count: () => count.get()?.count ?? 0,
    insert: (row: TombstoneRow) =>
      insert.run(row.id, row.stream, row.uuid, row.first_start, row.last_start, row.body, row.quantities, row.at),
    lastId: () => lastId.get()?.id ?? undefined,
    lastStart: (stream: number) => lastStart.get(stream)?.start ?? undefined,
    /** Those of packed quantities, whose starts span `start`. */
    covering: (stream: number, start: number) => covering.all(stream, start, start),
    between: (after: number, before: number, limit: number) => positions.all(after, before, limit),
    ofStreamBetween: (stream: number, span: { after: number; before: number; limit: number }) =>
      streamPositions.all(stream, span.after, span.before, span.limit),
    nextOfStream: (stream: number, after: number) => nextOfStream.get(stream, after)?.id ?? undefined,
  }
}
