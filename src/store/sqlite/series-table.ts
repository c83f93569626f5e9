import type { Database } from './database.js'

/** What a block says of its quantities without being opened. Times are epoch ms. */
export interface BlockSummary {
  readonly first_start: number
  readonly last_start: number
  /** The end of the quantity that starts last, and the latest end of all. */
  readonly last_end: number
  readonly max_end: number
  readonly first_seq: number
  readonly last_seq: number
  readonly count: number
  readonly minimum: number
  readonly maximum: number
  readonly sum: number
  /** Sum of value and time it held, and of that time in ms; the last quantity is left out if it is an instant. */
  readonly weighted: number
  readonly weight: number
  /** Milliseconds that are covered by at least one quantity. */
  readonly covered: number
  readonly last_value: number
  /** The quantity that ends last. */
  readonly recent_start: number
  readonly recent_value: number
}

/** A block of condensed quantities without its bytes. */
export interface BlockRow extends BlockSummary {
  readonly id: number
  readonly stream: number
}

/** A block that is about to be written. */
export interface NewBlock extends BlockSummary {
  readonly stream: number
  readonly quantities: Uint8Array
}

/** A span of commits that were condensed together, and the blocks it made. */
export interface Batch {
  readonly number: number
  readonly first_seq: number
  readonly last_seq: number
  readonly first_row: number
  readonly last_row: number
}

const figures = [
  'first_start',
  'last_start',
  'last_end',
  'max_end',
  'first_seq',
  'last_seq',
  'count',
  'minimum',
  'maximum',
  'sum',
  'weighted',
  'weight',
  'covered',
  'last_value',
  'recent_start',
  'recent_value',
] as const satisfies readonly (keyof BlockSummary)[]

const columns = ['id', 'stream', ...figures].join(', ')
// Only blocks of a finished batch count; what lies behind is being written, or was when the power failed.
const published = 'id <= (select coalesce(max(last_row), 0) from batch)'

const openBatches = (database: Database) => {
  const insert = database.prepare('insert into batch values (?, ?, ?, ?, ?)')
  const last = database.prepare<Batch>('select * from batch order by number desc limit 1')
  const holding = database.prepare<Batch>('select * from batch where last_seq >= ? order by last_seq limit 1')
  const ofRow = database.prepare<Batch>('select * from batch where last_row >= ? order by number limit 1')
  return {
    addBatch: (batch: Batch) =>
      insert.run(batch.number, batch.first_seq, batch.last_seq, batch.first_row, batch.last_row),
    lastBatch: () => last.get(),
    /** The batch that holds what was committed as `seq`, or the first one after it. */
    batchHolding: (seq: number) => holding.get(seq),
    batchOfRow: (row: number) => ofRow.get(row),
  }
}

const openBlockReads = (database: Database) => {
  const bytes = database.prepare<{ quantities: Uint8Array }>('select quantities from series where id = ?')
  const covering = database.prepare<BlockRow>(
    `select ${columns} from series
      where stream = ? and first_start >= ? and first_start <= ? and last_start >= ? and ${published}`,
  )
  const between = database.prepare<BlockRow>(
    `select ${columns} from series
      where stream = ? and first_start >= ? and first_start < ? and ${published} order by first_start limit ?`,
  )
  const betweenDescending = database.prepare<BlockRow>(
    `select ${columns} from series
      where stream = ? and first_start >= ? and first_start < ? and ${published} order by first_start desc limit ?`,
  )
  const some = database.prepare<{ id: number }>(`select id from series where stream = ? and ${published} limit 1`)
  return {
    bytes: (id: number) => bytes.get(id)?.quantities,
    /** Blocks whose starts span `start`, given how long a block lasts at most. */
    covering: (stream: number, start: number, reach: number) => covering.all(stream, start - reach, start, start),
    startingBetween: (stream: number, from: number, to: number, limit: number) => between.all(stream, from, to, limit),
    startingBetweenDescending: (stream: number, from: number, to: number, limit: number) =>
      betweenDescending.all(stream, from, to, limit),
    hasSome: (stream: number) => some.get(stream) !== undefined,
  }
}

const openBlockFeed = (database: Database) => {
  const rows = database.prepare<BlockRow>(
    `select ${columns} from series where id >= ? and id <= ? and last_seq > ? order by id limit ?`,
  )
  const ofStream = database.prepare<BlockRow>(
    `select ${columns} from series where stream = ? and id >= ? and id <= ? and last_seq > ? order by id`,
  )
  const nextOfStream = database.prepare<{ id: number | null }>(
    `select min(id) id from series where stream = ? and id >= ? and ${published}`,
  )
  return {
    inRows: (from: number, to: number, after: { seq: number; limit: number }) =>
      rows.all(from, to, after.seq, after.limit),
    ofStreamInRows: (stream: number, batch: Batch, seq: number) =>
      ofStream.all(stream, batch.first_row, batch.last_row, seq),
    nextOfStream: (stream: number, row: number) => nextOfStream.get(stream, row)?.id ?? undefined,
  }
}

const openBlockWrites = (database: Database) => {
  const marks = figures.map(() => '?').join(', ')
  const insert = database.prepare<{ id: number }>(
    `insert into series (stream, ${figures.join(', ')}, quantities) values (?, ${marks}, ?) returning id`,
  )
  const update = database.prepare(
    `update series set ${figures.map((figure) => `${figure} = ?`).join(', ')}, quantities = ? where id = ?`,
  )
  const remove = database.prepare('delete from series where id = ?')
  const removeAfter = database.prepare('delete from series where id > ?')
  const count = database.prepare<{ count: number }>('select count(*) count from series')
  const values = (block: NewBlock): number[] => figures.map((figure) => block[figure])
  return {
    insert: (block: NewBlock) => insert.get(block.stream, ...values(block), block.quantities)?.id ?? 0,
    replace: (id: number, block: NewBlock) => update.run(...values(block), block.quantities, id),
    remove: (id: number) => remove.run(id),
    removeAfter: (row: number) => removeAfter.run(row),
    count: () => count.get()?.count ?? 0,
  }
}

/** The tables `series` and `batch`, for reading. */
export const openSeriesReads = (database: Database) => ({
  ...openBatches(database),
  ...openBlockReads(database),
  ...openBlockFeed(database),
})

/** The table `series`, for writing. */
export const openSeriesWrites = openBlockWrites

export type SeriesReads = ReturnType<typeof openSeriesReads>
export type SeriesWrites = ReturnType<typeof openSeriesWrites>
