import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { HealthError } from '../../health/error.js'
import { decodeValues, encodeValues, isValueForm, type ValueColumn } from './value-column.js'

// A sheet is columns of numbers side by side, any of which may have holes. Layout, little-endian:
//   version u8 | deflated u8 | columns u8 | 0 | rows u32 | bytes of the body u32 | holes, form, planes u8 of each column |
//   the body, deflated when that is smaller: of each column, where it has holes, a bit for each row that has a value,
//   lowest first, and then the planes of the values that are there
// It knows no SQL, so that a sheet can rest anywhere.
const version = 1
const headerBytes = 12
const columnBytes = 3
const mostColumns = 16
/** More rows than this do not fit one sheet. */
export const mostInSheet = 2 ** 20

/** Numbers, one a row; undefined where a row has none. */
export type Column = readonly (number | undefined)[]

const holeless = 0
const withHoles = 1

interface PackedColumn {
  readonly holes: number
  readonly values: ValueColumn
  readonly present: Uint8Array
}

const none = new Uint8Array(0)

function presence(column: Column): Uint8Array {
  const bits = new Uint8Array(Math.ceil(column.length / 8))
  for (const [row, value] of column.entries()) {
    if (value !== undefined) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7))
  }
  return bits
}

function packColumn(column: Column): PackedColumn {
  const known = column.filter((value) => value !== undefined)
  const isWhole = known.length === column.length
  return {
    holes: isWhole ? holeless : withHoles,
    values: encodeValues(known),
    present: isWhole ? none : presence(column),
  }
}

const fits = (columns: readonly Column[], rows: number): boolean =>
  rows <= mostInSheet &&
  columns.length <= mostColumns &&
  columns.every((column) => column.length === rows && column.every((one) => one === undefined || Number.isFinite(one)))

function writeHeader(columns: readonly PackedColumn[], facts: { rows: number; bytes: number; deflated: boolean }) {
  const header = new Uint8Array(headerBytes + columns.length * columnBytes)
  header.set([version, facts.deflated ? 1 : 0, columns.length, 0])
  const view = new DataView(header.buffer)
  view.setUint32(4, facts.rows, true)
  view.setUint32(8, facts.bytes, true)
  for (const [place, { holes, values }] of columns.entries())
    header.set([holes, values.form, values.planes], headerBytes + place * columnBytes)
  return header
}

/** Packs columns of equal length. Throws `invalidArgument` when they are not, too many, or not finite. */
export function encodeSheet(columns: readonly Column[]): Uint8Array {
  const rows = columns[0]?.length ?? 0
  if (!fits(columns, rows)) throw new HealthError('invalidArgument', 'the columns do not fit a sheet')
  const packed = columns.map(packColumn)
  const flat = Buffer.concat(packed.flatMap(({ present, values }) => [present, values.bytes]))
  const deflated = deflateRawSync(flat)
  const isSmaller = deflated.length < flat.length
  const header = writeHeader(packed, { rows, bytes: flat.length, deflated: isSmaller })
  return Buffer.concat([header, isSmaller ? deflated : flat])
}

const broken = (cause?: unknown): HealthError =>
  new HealthError('databaseInaccessible', 'packed columns cannot be read', [], cause)

interface Header {
  readonly deflated: boolean
  readonly rows: number
  readonly bytes: number
  readonly columns: readonly (Pick<ValueColumn, 'form' | 'planes'> & { readonly holes: number })[]
}

const mostBytes = (rows: number, columns: number): number => columns * (rows * 8 + Math.ceil(rows / 8))

const isSane = ({ rows, bytes, columns }: Header): boolean =>
  rows <= mostInSheet &&
  columns.length <= mostColumns &&
  bytes <= mostBytes(rows, columns.length) &&
  columns.every(({ holes, form, planes }) => holes <= withHoles && isValueForm(form, planes))

function readHeader(bytes: Uint8Array): Header {
  const [found, deflated = 2, count = 0, nothing] = bytes
  const size = headerBytes + count * columnBytes
  if (bytes.byteLength < Math.max(headerBytes, size) || found !== version || deflated > 1 || nothing !== 0)
    throw broken()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const columns = Array.from({ length: count }, (_, place) => {
    const [holes = 2, form = 255, planes = 255] = bytes.subarray(headerBytes + place * columnBytes)
    return { holes, form, planes }
  })
  const header = { deflated: deflated === 1, rows: view.getUint32(4, true), bytes: view.getUint32(8, true), columns }
  if (!isSane(header)) throw broken()
  return header
}

function readBody(packed: Uint8Array, { deflated, bytes }: Header): Uint8Array {
  const body = deflated ? inflate(packed, bytes) : packed
  if (body.byteLength !== bytes) throw broken()
  return body
}

function inflate(packed: Uint8Array, bytes: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(bytes, 1) })
  } catch (cause) {
    throw broken(cause)
  }
}

/** Hands out the bytes of a body from first to last; as many as are asked for, or none at all. */
function taker(body: Uint8Array): { take(count: number): Uint8Array; isDone(): boolean } {
  let at = 0
  return {
    take(count) {
      if (at + count > body.byteLength) throw broken()
      at += count
      return body.subarray(at - count, at)
    },
    isDone: () => at === body.byteLength,
  }
}

const isPresent = (bits: Uint8Array, row: number): boolean => (((bits[row >> 3] as number) >> (row & 7)) & 1) === 1

const spread = (values: readonly number[], bits: Uint8Array, rows: number): Column => {
  let next = 0
  return Array.from({ length: rows }, (_, row) => (isPresent(bits, row) ? values[next++] : undefined))
}

const countPresent = (bits: Uint8Array, rows: number): number => {
  let count = 0
  for (let row = 0; row < rows; row += 1) if (isPresent(bits, row)) count += 1
  return count
}

/** The columns in these bytes; `databaseInaccessible` when they are no sheet. */
export function decodeSheet(bytes: Uint8Array): readonly Column[] {
  const header = readHeader(bytes)
  const { rows } = header
  const body = taker(readBody(bytes.subarray(headerBytes + header.columns.length * columnBytes), header))
  const columns = header.columns.map(({ holes, form, planes }) => {
    const bits = holes === withHoles ? body.take(Math.ceil(rows / 8)) : undefined
    const count = bits === undefined ? rows : countPresent(bits, rows)
    const values = decodeValues({ form, planes, bytes: body.take(count * planes) }, count)
    if (!values.every(Number.isFinite)) throw broken()
    return bits === undefined ? values : spread(values, bits, rows)
  })
  if (!body.isDone()) throw broken()
  return columns
}
