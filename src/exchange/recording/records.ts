import type { ActivityRecord } from './recorded-activity.js'

/** Records in the order of their file, or of time; an array is one. */
export interface Records extends Iterable<ActivityRecord> {
  readonly length: number
  /** Counted from the end when negative. */
  at(index: number): ActivityRecord | undefined
}

const fields = [
  'heartRate',
  'power',
  'cadence',
  'speed',
  'distance',
  'latitude',
  'longitude',
  'altitude',
  'course',
  'horizontalAccuracy',
  'verticalAccuracy',
  'strideLength',
  'verticalOscillation',
  'groundContactTime',
] as const satisfies readonly Exclude<keyof ActivityRecord, 'at'>[]

const chunkRows = 8_192

/** Numbers in chunks, so that growing copies nothing; NaN where none was set. */
class Column {
  readonly #chunks: Float64Array[] = []

  set(row: number, value: number): void {
    const place = Math.floor(row / chunkRows)
    this.#chunks[place] ??= new Float64Array(chunkRows).fill(Number.NaN)
    this.#chunks[place][row % chunkRows] = value
  }

  get(row: number): number {
    return this.#chunks[Math.floor(row / chunkRows)]?.[row % chunkRows] ?? Number.NaN
  }
}

/** Records in columns: 8 bytes for each field of each, where objects of their own would take ten times as much. */
export class RecordTable implements Records {
  readonly #times = new Column()
  readonly #columns = new Map<(typeof fields)[number], Column>()
  #length = 0

  get length(): number {
    return this.#length
  }

  push(record: ActivityRecord): void {
    const row = this.#length
    this.#times.set(row, record.at)
    for (const field of fields) {
      const value = record[field]
      if (value !== undefined) this.#column(field).set(row, value)
    }
    this.#length += 1
  }

  at(index: number): ActivityRecord | undefined {
    const row = index < 0 ? this.#length + index : index
    if (row < 0 || row >= this.#length) return undefined
    const record: { -readonly [Field in keyof ActivityRecord]: ActivityRecord[Field] } = { at: this.#times.get(row) }
    for (const [field, column] of this.#columns) {
      const value = column.get(row)
      if (!Number.isNaN(value)) record[field] = value
    }
    return record
  }

  *[Symbol.iterator](): Generator<ActivityRecord> {
    for (let row = 0; row < this.#length; row += 1) {
      const record = this.at(row)
      if (record !== undefined) yield record
    }
  }

  #column(field: (typeof fields)[number]): Column {
    const known = this.#columns.get(field)
    if (known !== undefined) return known
    const column = new Column()
    this.#columns.set(field, column)
    return column
  }
}

/** The records of an order, whoever tells them. */
export function tableOf(records: Iterable<ActivityRecord>): RecordTable {
  const table = new RecordTable()
  for (const record of records) table.push(record)
  return table
}

/** When each was, epoch ms. */
export function timesOf(records: Records): Float64Array {
  const times = new Float64Array(records.length)
  let row = 0
  for (const { at } of records) times[row++] = at
  return times
}

/** Whether any of many is so. */
export function some<Item>(items: Iterable<Item>, isSo: (item: Item) => boolean): boolean {
  for (const item of items) if (isSo(item)) return true
  return false
}
