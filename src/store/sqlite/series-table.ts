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
  /**
   * The sum in which time that is covered twice counts once, of a cumulative type; the very `sum` when none is. Null where
   * that has to be worked out.
   */
  readonly counted: number | null
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

export const figures = [
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
  'counted',
] as const satisfies readonly (keyof BlockSummary)[]

const columns = ['id', 'stream', ...figures].join(', ')

type Cells = readonly (number | null)[]

const cell = (cells: Cells, at: number): number => cells[at] as number

/** The row in the cells of `columns`. */
const rowOf = (cells: Cells): BlockRow => ({
  id: cell(cells, 0),
  stream: cell(cells, 1),
  first_start: cell(cells, 2),
  last_start: cell(cells, 3),
  last_end: cell(cells, 4),
  max_end: cell(cells, 5),
  first_seq: cell(cells, 6),
  last_seq: cell(cells, 7),
  count: cell(cells, 8),
  minimum: cell(cells, 9),
  maximum: cell(cells, 10),
  sum: cell(cells, 11),
  weighted: cell(cells, 12),
  weight: cell(cells, 13),
  covered: cell(cells, 14),
  last_value: cell(cells, 15),
  recent_start: cell(cells, 16),
  recent_value: cell(cells, 17),
  counted: cells[18] ?? null,
})

// Only blocks of a finished batch count; what lies behind is being written, or was when the power failed.
const published = 'id <= (select coalesce(max(last_row), 0) from batch)'

const openBatches = (database: Database) => {
  const insert = database.prepare('insert into batch values (?, ?, ?, ?, ?)')
  const all = database.prepare<Batch>('select * from batch order by number')
  const last = database.prepare<Batch>('select * from batch order by number desc limit 1')
  const holding = database.prepare<Batch>('select * from batch where last_seq >= ? order by last_seq limit 1')
  const ofRow = database.prepare<Batch>('select * from batch where last_row >= ? order by number limit 1')
  return {
    addBatch: (batch: Batch) =>
      insert.run(batch.number, batch.first_seq, batch.last_seq, batch.first_row, batch.last_row),
    batches: () => all.all(),
    lastBatch: () => last.get(),
    /** The batch that holds what was committed as `seq`, or the first one after it. */
    batchHolding: (seq: number) => holding.get(seq),
    batchOfRow: (row: number) => ofRow.get(row),
  }
}

const openBlockReads = (database: Database) => {
  const bytes = database.prepare<{ quantities: Uint8Array }>('select quantities from block where id = ?')
  const covering = database.prepareArrays<Cells>(
    `select ${columns} from series
      where stream = ? and first_start >= ? and first_start <= ? and last_start >= ? and ${published}`,
  )
  const between = database.prepareArrays<Cells>(
    `select ${columns} from series
      where stream = ? and first_start >= ? and first_start < ? and ${published} order by first_start limit ?`,
  )
  const betweenDescending = database.prepareArrays<Cells>(
    `select ${columns} from series
      where stream = ? and first_start >= ? and first_start < ? and ${published} order by first_start desc limit ?`,
  )
  const some = database.prepare<{ id: number }>(`select id from series where stream = ? and ${published} limit 1`)
  return {
    bytes: (id: number) => bytes.get(id)?.quantities,
    /** Blocks whose starts span `start`, given how long a block lasts at most. */
    covering: (stream: number, start: number, reach: number) =>
      covering.all(stream, start - reach, start, start).map(rowOf),
    startingBetween: (stream: number, from: number, to: number, limit: number) =>
      between.all(stream, from, to, limit).map(rowOf),
    startingBetweenDescending: (stream: number, from: number, to: number, limit: number) =>
      betweenDescending.all(stream, from, to, limit).map(rowOf),
    hasSome: (stream: number) => some.get(stream) !== undefined,
  }
}

const openBlockFeed = (database: Database) => {
  const rows = database.prepareArrays<Cells>(
    `select ${columns} from series where id >= ? and id <= ? and last_seq > ? order by id limit ?`,
  )
  const ofStream = database.prepareArrays<Cells>(
    `select ${columns} from series where stream = ? and id >= ? and id <= ? and last_seq > ? order by id`,
  )
  const nextOfStream = database.prepare<{ id: number | null }>(
    `select min(id) id from series where stream = ? and id >= ? and ${published}`,
  )
  return {
    inRows: (from: number, to: number, after: { seq: number; limit: number }) =>
      rows.all(from, to, after.seq, after.limit).map(rowOf),
    ofStreamInRows: (stream: number, batch: Batch, seq: number) =>
      ofStream.all(stream, batch.first_row, batch.last_row, seq).map(rowOf),
    nextOfStream: (stream: number, row: number) => nextOfStream.get(stream, row)?.id ?? undefined,
  }
}

const openBlockWrites = (database: Database) => {
  const marks = figures.map(() => '?').join(', ')
  const insert = database.prepare<{ id: number }>(
    `insert into series (stream, ${figures.join(', ')}) values (?, ${marks}) returning id`,
  )
  const insertBytes = database.prepare('insert into block (id, quantities) values (?, ?)')
  const update = database.prepare(
    `update series set ${figures.map((figure) => `${figure} = ?`).join(', ')} where id = ?`,
  )
  const updateBytes = database.prepare('update block set quantities = ? where id = ?')
  const remove = database.prepare('delete from series where id = ?')
  const removeBytes = database.prepare('delete from block where id = ?')
  const removeAfter = database.prepare('delete from series where id > ?')
  const removeBytesAfter = database.prepare('delete from block where id > ?')
  const count = database.prepare<{ count: number }>('select count(*) count from series')
  const values = (block: NewBlock): (number | null)[] => figures.map((figure) => block[figure])
  return {
    insert: (block: NewBlock) => {
      const id = insert.get(block.stream, ...values(block))?.id ?? 0
      insertBytes.run(id, block.quantities)
      return id
    },
    replace: (id: number, block: NewBlock) => {
      update.run(...values(block), id)
      updateBytes.run(block.quantities, id)
    },
    remove: (id: number) => {
      remove.run(id)
      removeBytes.run(id)
    },
    removeAfter: (row: number) => {
      removeAfter.run(row)
      removeBytesAfter.run(row)
    },
    count: () => count.get()?.count ?? 0,
  }
}

/** The tables `series`, `block` and `batch`, for reading. */
export const openSeriesReads = (database: Database) => ({
  ...openBatches(database),
  ...openBlockReads(database),
  ...openBlockFeed(database),
})

/** The tables `series` and `block`, for writing. */
export const openSeriesWrites = openBlockWrites

export type SeriesReads = ReturnType<typeof openSeriesReads>
export type SeriesWrites = ReturnType<typeof openSeriesWrites>
