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

// Layout, little-endian: version u8, flags u8, two bytes of nothing, count u32, then the columns, widest first, so that
// each one is aligned: starts f64, values f64, streams u32, durations u32 if flagged, generations u16 if flagged.
const version = 1
const withDurations = 1
const withGenerations = 2
const headerBytes = 8

// The numbers are copied as they lie in memory, and every machine that Node runs on is little-endian.
const sizeOf = (count: number, flags: number): number =>
  headerBytes + count * (20 + (flags & withDurations ? 4 : 0) + (flags & withGenerations ? 2 : 0))

const columnsOver = (buffer: ArrayBuffer, count: number, flags: number): JournalRow => {
  const afterValues = headerBytes + count * 16
  const afterStreams = afterValues + count * 4
  const afterDurations = afterStreams + (flags & withDurations ? count * 4 : 0)
  return {
    starts: new Float64Array(buffer, headerBytes, count),
    values: new Float64Array(buffer, headerBytes + count * 8, count),
    streams: new Uint32Array(buffer, afterValues, count),
    durations: flags & withDurations ? new Uint32Array(buffer, afterStreams, count) : undefined,
    generations: flags & withGenerations ? new Uint16Array(buffer, afterDurations, count) : undefined,
  }
}

/** The row as bytes. */
export function encodeJournalRow(row: JournalRow): Uint8Array {
  const count = row.streams.length
  const flags = (row.durations ? withDurations : 0) | (row.generations ? withGenerations : 0)
  const buffer = new ArrayBuffer(sizeOf(count, flags))
  const view = new DataView(buffer)
  view.setUint8(0, version)
  view.setUint8(1, flags)
  view.setUint32(4, count, true)
  const columns = columnsOver(buffer, count, flags)
  columns.starts.set(row.starts)
  columns.values.set(row.values)
  columns.streams.set(row.streams)
  if (row.durations) columns.durations?.set(row.durations)
  if (row.generations) columns.generations?.set(row.generations)
  return new Uint8Array(buffer)
}

/** The row in these bytes; `databaseInaccessible` when they are none. */
export function decodeJournalRow(bytes: Uint8Array): JournalRow {
  const broken = (): HealthError => new HealthError('databaseInaccessible', 'a journal row cannot be read')
  if (bytes.byteLength < headerBytes) throw broken()
  const buffer = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(buffer).set(bytes)
  const view = new DataView(buffer)
  const flags = view.getUint8(1)
  const count = view.getUint32(4, true)
  const known = view.getUint8(0) === version && flags <= (withDurations | withGenerations)
  if (!known || bytes.byteLength !== sizeOf(count, flags)) throw broken()
  return columnsOver(buffer, count, flags)
}
