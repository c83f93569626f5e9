import { HealthError } from '../../health/error.js'
import type { Quantities } from '../archive/quantities.js'
import { mostInBlock } from './block-size.js'
import { readColumn, readHead, timeForms, writeColumn } from './column-coder.js'
import { decodePlanes, encodePlanes, planesVersion } from './plane-block.js'
import { largestInteger } from './planes.js'
import { predictors } from './predictor.js'
import { RangeDecoder, RangeEncoder } from './range-coder.js'
import { scales, scaleToWhole, unscale } from './value-column.js'
import { VarintReader, VarintWriter } from './varint.js'

// A block is a run of quantities of one stream as bytes: a version, and what follows from it. It knows no SQL, so that a
// block can rest anywhere. Version 2 is for decimals, which is what sensors send:
//   version u8 | count | scale of the values | for starts, durations, values, seqs, generations: the first one, and
//   how the others are written | the others, a column after the other, as one arithmetic code
// The numbers are varints. Values that are no decimals take version 1, in plane-block.ts.
const version = 2

const isTime = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) <= largestInteger / 8 && !Object.is(value, -0)

/** Whether these can be packed: starts whole and of a sane size, values finite, not none and not too many. */
export const fitsBlock = (quantities: Pick<Quantities, 'starts' | 'values'>): boolean =>
  quantities.starts.length > 0 &&
  quantities.starts.length <= mostInBlock &&
  quantities.starts.every(isTime) &&
  quantities.values.every(Number.isFinite)

/** What each column may be expected to do. */
const candidates = {
  durations: [predictors.previous, predictors.slowMean],
  values: [predictors.previous, predictors.quickMean, predictors.slowMean],
  seqs: [predictors.line, predictors.trend],
  generations: [predictors.previous],
} as const

/** Packs quantities that fit. */
export function encodeBlock(quantities: Quantities): Uint8Array {
  const scaled = scaleToWhole(quantities.values)
  if (scaled === undefined) return encodePlanes(quantities)
  const to = { header: new VarintWriter(), coder: new RangeEncoder() }
  to.header.whole(version)
  to.header.whole(quantities.starts.length)
  to.header.whole(scaled.exponent)
  writeColumn(to, quantities.starts, timeForms)
  writeColumn(to, quantities.durations, candidates.durations)
  writeColumn(to, scaled.whole, candidates.values)
  writeColumn(to, quantities.seqs, candidates.seqs)
  writeColumn(to, quantities.generations, candidates.generations)
  return Buffer.concat([to.header.bytes(), to.coder.finish()])
}

const broken = (): HealthError => new HealthError('databaseInaccessible', 'a packed series cannot be read')

// A loop, because a callback for each of many numbers is felt.
const areFinite = (column: readonly number[]): boolean => {
  for (const value of column) if (!Number.isFinite(value)) return false
  return true
}

/** The quantities in these bytes; `databaseInaccessible` when they are no block. */
export function decodeBlock(bytes: Uint8Array): Quantities {
  const quantities = bytes[0] === planesVersion ? decodePlanes(bytes) : decodeColumns(bytes)
  if (!areFinite(quantities.starts) || !areFinite(quantities.values)) throw broken()
  return quantities
}

function decodeColumns(bytes: Uint8Array): Quantities {
  const header = new VarintReader(bytes, 0)
  if (header.whole() !== version) throw broken()
  const [count, power] = [header.whole(), scales[header.whole()]]
  if (power === undefined || count < 1 || count > mostInBlock) throw broken()
  const heads = {
    starts: readHead(header, timeForms),
    durations: readHead(header, candidates.durations),
    values: readHead(header, candidates.values),
    seqs: readHead(header, candidates.seqs),
    generations: readHead(header, candidates.generations),
  }
  const coder = new RangeDecoder(header.rest())
  const quantities = {
    starts: readColumn(coder, heads.starts, count),
    durations: readColumn(coder, heads.durations, count),
    values: unscale(readColumn(coder, heads.values, count), power),
    seqs: readColumn(coder, heads.seqs, count),
    generations: readColumn(coder, heads.generations, count),
  }
  if (header.isBeyond || coder.isBeyond) throw broken()
  return quantities
}
