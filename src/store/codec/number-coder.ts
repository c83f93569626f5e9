import { type BitModels, mostRawBits, newBitModels, type RangeDecoder, type RangeEncoder } from './range-coder.js'

// A column of whole numbers from 0, most of them small: how long a number is, bit by bit, then the two bits after its
// first, and the rest, of which nothing is assumed. Where many are zero, each one first says whether it is, given whether
// the two before it were.

/** The longest number, in bits. */
export const mostBits = 53
const modelledBits = 2
const powersOfTwo = Float64Array.from({ length: mostBits + 1 }, (_, exponent) => 2 ** exponent)
const powerOfTwo = (exponent: number): number => powersOfTwo[exponent] as number

const lengthOf = (value: number): number =>
  value < 4_294_967_296 ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / 4_294_967_296))

interface Models {
  readonly zero: BitModels
  readonly length: BitModels
  readonly leading: BitModels
  /** How many levels the tree of lengths has. */
  readonly levels: number
}

const newModels = (longest: number): Models => {
  const levels = 32 - Math.clz32(longest)
  return {
    zero: newBitModels(4),
    length: newBitModels(1 << levels),
    leading: newBitModels((1 << levels) << modelledBits),
    levels,
  }
}

/** The longest of these numbers, in bits; 0 when all are zero. */
function longestOf(column: ArrayLike<number>): number {
  let largest = 0
  for (let row = 0; row < column.length; row += 1) largest = Math.max(largest, column[row] as number)
  return lengthOf(largest)
}

const writeLength = (coder: RangeEncoder, { length: tree, levels }: Models, length: number): void => {
  for (let level = levels - 1, node = 1; level >= 0; level -= 1) {
    const bit = (length >>> level) & 1
    coder.bit(tree, node, bit)
    node = (node << 1) | bit
  }
}

const readLength = (coder: RangeDecoder, { length: tree, levels }: Models): number => {
  let node = 1
  for (let level = 0; level < levels; level += 1) node = (node << 1) | coder.bit(tree, node)
  return Math.min(node - (1 << levels), mostBits)
}

/** What follows a number's first bit. */
function writeRest(coder: RangeEncoder, { leading }: Models, value: number): void {
  const length = lengthOf(value)
  const modelled = Math.min(modelledBits, length - 1)
  let left = length - 1 - modelled
  const top = Math.floor(value / powerOfTwo(left))
  let node = 1
  for (let level = modelled - 1; level >= 0; level -= 1) {
    const bit = (top >>> level) & 1
    coder.bit(leading, (length << modelledBits) | node, bit)
    node = (node << 1) | bit
  }
  for (; left > mostRawBits; left -= mostRawBits) {
    coder.raw(Math.floor(value / powerOfTwo(left - mostRawBits)) % powerOfTwo(mostRawBits), mostRawBits)
  }
  if (left > 0) coder.raw(value % powerOfTwo(left), left)
}

function readRest(coder: RangeDecoder, { leading }: Models, length: number): number {
  const modelled = Math.min(modelledBits, length - 1)
  let left = length - 1 - modelled
  let node = 1
  for (let level = 0; level < modelled; level += 1) {
    node = (node << 1) | coder.bit(leading, (length << modelledBits) | node)
  }
  let value = node
  for (; left > mostRawBits; left -= mostRawBits) value = value * powerOfTwo(mostRawBits) + coder.raw(mostRawBits)
  return left > 0 ? value * powerOfTwo(left) + coder.raw(left) : value
}

/** How a column of numbers is written: how long its longest is, in bits, and whether zeros are told apart first. */
export interface NumberForm {
  readonly longest: number
  readonly manyZeros: boolean
}

const isMostly = (column: ArrayLike<number>, wanted: number): boolean => {
  let found = 0
  for (let row = 0; row < column.length; row += 1) if (column[row] === wanted) found += 1
  return found * 4 > column.length
}

export const numberFormOf = (column: ArrayLike<number>): NumberForm => ({
  longest: longestOf(column),
  manyZeros: isMostly(column, 0),
})

/** Writes numbers in this form of theirs. */
export function writeNumbers(coder: RangeEncoder, column: ArrayLike<number>, form: NumberForm): void {
  const models = newModels(form.longest)
  for (let row = 0, context = 0; row < column.length; row += 1) {
    const value = column[row] as number
    if (form.manyZeros) {
      const some = value > 0 ? 1 : 0
      coder.bit(models.zero, context, some)
      context = ((context << 1) | some) & 3
      if (some === 0) continue
    }
    writeLength(coder, models, lengthOf(value))
    if (value > 1) writeRest(coder, models, value)
  }
}

/** Reads as many numbers as there is room for. */
export function readNumbers(coder: RangeDecoder, into: number[], form: NumberForm): void {
  const models = newModels(form.longest)
  for (let row = 0, context = 0; row < into.length; row += 1) {
    if (form.manyZeros) {
      const some = coder.bit(models.zero, context)
      context = ((context << 1) | some) & 3
      if (some === 0) continue
    }
    const length = readLength(coder, models)
    into[row] = length > 1 ? readRest(coder, models, length) : length
  }
}
