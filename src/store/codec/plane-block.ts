import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { HealthError } from '../../health/error.js'
import type { Quantities } from '../archive/quantities.js'
import { mostInBlock } from './block-size.js'
import { planesFor, readPlanes, steps, sumUp, sumUpTwice, writePlanes, zigzagAll } from './planes.js'
import { decodeValues, encodeValues, isValueForm } from './value-column.js'

// Version 1 of a block: columns as byte planes. Values that are no decimals are still written like this, and what older
// versions wrote is read. Layout, little-endian:
//   version u8 | deflated u8 | form of values u8 | planes u8 of starts, durations, values, seqs, generations |
//   count u32 | first start f64 | first seq f64 | the planes of every column, deflated when that is smaller
// Starts are differences of differences (a steady sensor's are all zero), durations and seqs differences. What is all
// zero takes no plane.
export const planesVersion = 1
const headerBytes = 28
const mostPlanes = 7

interface Header {
  readonly form: number
  readonly planes: readonly number[]
  readonly count: number
  readonly firstStart: number
  readonly firstSeq: number
}

const writeHeader = (header: Header, deflated: boolean): Uint8Array => {
  const bytes = new Uint8Array(headerBytes)
  bytes.set([planesVersion, deflated ? 1 : 0, header.form, ...header.planes])
  const view = new DataView(bytes.buffer)
  view.setUint32(8, header.count, true)
  view.setFloat64(12, header.firstStart, true)
  view.setFloat64(20, header.firstSeq, true)
  return bytes
}

const wholeColumns = (quantities: Quantities, header: Pick<Header, 'firstStart' | 'firstSeq'>): ArrayLike<number>[] => [
  zigzagAll(steps(steps(quantities.starts, header.firstStart), 0)),
  zigzagAll(steps(quantities.durations, 0)),
  zigzagAll(steps(quantities.seqs, header.firstSeq)),
  quantities.generations,
]

// Most blocks are small, and then it takes longer to clear the compressor's usual tables than to compress; and room for
// its output comes from Node's pool of buffers, as long as it is little.
const smallBody = 4_096
const fewTables = { windowBits: 12, memLevel: 5, chunkSize: 1_024 }

const deflate = (flat: Uint8Array): Uint8Array => deflateRawSync(flat, flat.length > smallBody ? {} : fewTables)

/** Packs quantities that fit. */
export function encodePlanes(quantities: Quantities): Uint8Array {
  const firsts = { firstStart: quantities.starts[0] ?? 0, firstSeq: quantities.seqs[0] ?? 0 }
  const values = encodeValues(quantities.values)
  const columns = wholeColumns(quantities, firsts).map((column) => {
    const planes = planesFor(column)
    return { planes, bytes: writePlanes(column, planes) }
  })
  const ordered = [...columns.slice(0, 2), values, ...columns.slice(2)]
  const flat = Buffer.concat(ordered.map((column) => column.bytes))
  const packed = deflate(flat)
  const deflated = packed.length < flat.length
  const planes = ordered.map((column) => column.planes)
  const header = { ...firsts, form: values.form, planes, count: quantities.starts.length }
  return Buffer.concat([writeHeader(header, deflated), deflated ? packed : flat])
}

const broken = (cause?: unknown): HealthError =>
  new HealthError('databaseInaccessible', 'a packed series cannot be read', [], cause)

const isSane = ({ form, planes, count }: Header): boolean => {
  const [starts = 8, durations = 8, values = 0, seqs = 8, generations = 8] = planes
  const whole = [starts, durations, seqs, generations].every((number) => number <= mostPlanes)
  return whole && isValueForm(form, values) && count > 0 && count <= mostInBlock
}

const readHeader = (bytes: Uint8Array): Header => {
  if (bytes.byteLength < headerBytes || bytes[0] !== planesVersion || (bytes[1] ?? 2) > 1) throw broken()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = {
    form: view.getUint8(2),
    planes: [...bytes.subarray(3, 8)],
    count: view.getUint32(8, true),
    firstStart: view.getFloat64(12, true),
    firstSeq: view.getFloat64(20, true),
  }
  if (!isSane(header)) throw broken()
  return header
}

/** The columns' bytes, exactly as many as the header announces. */
const readBody = (bytes: Uint8Array, header: Header): Uint8Array => {
  const size = header.planes.reduce((sum, planes) => sum + planes, 0) * header.count
  const rest = bytes.subarray(headerBytes)
  const body = bytes[1] === 1 ? inflate(rest, size) : rest
  if (body.byteLength !== size) throw broken()
  return body
}

const inflate = (bytes: Uint8Array, size: number): Uint8Array => {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) })
  } catch (cause) {
    throw broken(cause)
  }
}

const splitColumns = (body: Uint8Array, { planes, count }: Header): Uint8Array[] => {
  let at = 0
  return planes.map((number) => {
    const column = body.subarray(at, at + number * count)
    at += column.length
    return column
  })
}

/** The quantities in these bytes; `databaseInaccessible` when they are none. Times and values may not be finite. */
export function decodePlanes(bytes: Uint8Array): Quantities {
  const header = readHeader(bytes)
  const { count, form, firstStart, firstSeq } = header
  const columns = splitColumns(readBody(bytes, header), header)
  const whole = (column: number): number[] => readPlanes(columns[column] as Uint8Array, count)
  const valueBytes = columns[2] as Uint8Array
  return {
    starts: sumUpTwice(whole(0), firstStart),
    durations: sumUp(whole(1), 0),
    values: decodeValues({ form, planes: valueBytes.length / count, bytes: valueBytes }, count),
    seqs: sumUp(whole(3), firstSeq),
    generations: whole(4),
  }
}
