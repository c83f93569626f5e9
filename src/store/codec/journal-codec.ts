import { HealthError } from '../../health/error.js'

/**
 * What one commit brought, whoever it belongs to, in the order it came: plain columns, because a journal row is written
 * at once and lives for an hour.
 */
export interface JournalRow {
  readonly streams: Uint32Array
  /** Epoch ms, whole. */
  readonly starts: Float64Array
  readonly values: Float64Array
  /** Milliseconds; undefined when all are instants. */
  readonly durations: Uint32Array | undefined
  /** Undefined when none was deleted before. */
  readonly generations: Uint16Array | undefined
}

// Layout, little-endian: version u8, flags u8, two bytes of nothing, count u32, the earliest start f64, then the columns,
// each aligned: starts f64, or u32 after the earliest; values f64 or f32; streams u32 or u16; durations u32 if flagged;
// generations u16 if flagged. Version 1 knew the last two flags alone, and had no earliest start.
const version = 2
const flag = { durations: 1, generations: 2, shortStarts: 4, shortValues: 8, shortStreams: 16 } as const
const allFlags = 31
const headerBytes = { 1: 8, 2: 16 } as const
type Version = keyof typeof headerBytes

const isVersion = (number: number): number is Version => number in headerBytes

interface Layout {
  readonly version: Version
  readonly flags: number
  readonly count: number
}

// The numbers are copied as they lie in memory, and every machine that Node runs on is little-endian.
const padded = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit

/** Where the columns begin, widest first, and the end. */
const placesOf = ({ version, flags, count }: Layout) => {
  const has = (one: number): boolean => (flags & one) > 0
  const starts = headerBytes[version]
  const values = padded(starts + count * (has(flag.shortStarts) ? 4 : 8), has(flag.shortValues) ? 4 : 8)
  const streams = values + count * (has(flag.shortValues) ? 4 : 8)
  const durations = padded(streams + count * (has(flag.shortStreams) ? 2 : 4), has(flag.durations) ? 4 : 2)
  const generations = durations + (has(flag.durations) ? count * 4 : 0)
  return { starts, values, streams, durations, generations, end: generations + (has(flag.generations) ? count * 2 : 0) }
}

const columnsOver = (buffer: ArrayBuffer, layout: Layout) => {
  const { count, flags } = layout
  const at = placesOf(layout)
  const has = (one: number): boolean => (flags & one) > 0
  return {
    starts: has(flag.shortStarts)
      ? new Uint32Array(buffer, at.starts, count)
      : new Float64Array(buffer, at.starts, count),
    values: has(flag.shortValues)
      ? new Float32Array(buffer, at.values, count)
      : new Float64Array(buffer, at.values, count),
    streams: has(flag.shortStreams)
      ? new Uint16Array(buffer, at.streams, count)
      : new Uint32Array(buffer, at.streams, count),
    durations: has(flag.durations) ? new Uint32Array(buffer, at.durations, count) : undefined,
    generations: has(flag.generations) ? new Uint16Array(buffer, at.generations, count) : undefined,
  }
}

const rangeOf = (column: ArrayLike<number>): { readonly least: number; readonly most: number } => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}

const areShort = (values: Float64Array): boolean => {
  for (const value of values) if (!Object.is(Math.fround(value), value)) return false
  return true
}

const shortenings = (row: JournalRow, span: number): number =>
  (span < 2 ** 32 ? flag.shortStarts : 0) |
  (areShort(row.values) ? flag.shortValues : 0) |
  (rangeOf(row.streams).most < 2 ** 16 ? flag.shortStreams : 0)

/** The row as bytes. */
export function encodeJournalRow(row: JournalRow): Uint8Array {
  const count = row.streams.length
  const { least, most } = rangeOf(row.starts)
  const optional = (row.durations ? flag.durations : 0) | (row.generations ? flag.generations : 0)
  const layout = { version, flags: optional | shortenings(row, most - least), count } as const
  const buffer = new ArrayBuffer(placesOf(layout).end)
  const view = new DataView(buffer)
  view.setUint8(0, version)
  view.setUint8(1, layout.flags)
  view.setUint32(4, count, true)
  view.setFloat64(8, least, true)
  const columns = columnsOver(buffer, layout)
  if (layout.flags & flag.shortStarts) shift(row.starts, -least, columns.starts)
  else columns.starts.set(row.starts)
  columns.values.set(row.values)
  columns.streams.set(row.streams)
  if (row.durations) columns.durations?.set(row.durations)
  if (row.generations) columns.generations?.set(row.generations)
  return new Uint8Array(buffer)
}

/** Every number of a column, so much later. */
function shift<Target extends Float64Array | Uint32Array>(
  column: ArrayLike<number>,
  by: number,
  target: Target,
): Target {
  for (let row = 0; row < column.length; row += 1) target[row] = (column[row] as number) + by
  return target
}

const layoutIn = (view: DataView): Layout | undefined => {
  if (view.byteLength < headerBytes[1]) return undefined
  const [number, flags, count] = [view.getUint8(0), view.getUint8(1), view.getUint32(4, true)]
  if (!isVersion(number) || flags > allFlags) return undefined
  const layout = { version: number, flags, count }
  return placesOf(layout).end === view.byteLength ? layout : undefined
}

/** The row in these bytes; `databaseInaccessible` when they are none. */
export function decodeJournalRow(bytes: Uint8Array): JournalRow {
  const buffer = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(buffer).set(bytes)
  const view = new DataView(buffer)
  const layout = layoutIn(view)
  if (layout === undefined) throw new HealthError('databaseInaccessible', 'a journal row cannot be read')
  const { starts, values, streams, durations, generations } = columnsOver(buffer, layout)
  const least = layout.flags & flag.shortStarts ? view.getFloat64(8, true) : 0
  return {
    starts: starts instanceof Float64Array ? starts : shift(starts, least, new Float64Array(layout.count)),
    values: values instanceof Float64Array ? values : Float64Array.from(values),
    streams: streams instanceof Uint32Array ? streams : Uint32Array.from(streams),
    durations,
    generations,
  }
}
