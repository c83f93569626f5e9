// A column of whole numbers as byte planes: first every number's lowest byte, then the next one, and so on. A column
// with a few large numbers then has planes of almost only zeros, which deflate to nothing.

/** Larger numbers than this cannot be told apart after zigzag in a double. */
export const largestInteger = 2 ** 51

/** Small for small numbers of either sign: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)

/** Zigzags every number in place. */
export function zigzagAll(column: Float64Array): Float64Array {
  for (let row = 0; row < column.length; row += 1) column[row] = zigzag(column[row] as number)
  return column
}

export const unzigzag = (value: number): number => {
  const half = Math.floor(value / 2)
  return half * 2 === value ? half : -half - 1
}

/** How many bytes the largest of these takes; none when all are zero. */
export const planesFor = (column: ArrayLike<number>): number => {
  let largest = 0
  for (let row = 0; row < column.length; row += 1) largest = Math.max(largest, column[row] as number)
  let planes = 0
  while (largest >= 1) {
    planes += 1
    largest /= 256
  }
  return planes
}

/** The planes of non-negative whole numbers. */
export function writePlanes(column: ArrayLike<number>, planes: number): Uint8Array {
  const count = column.length
  const bytes = new Uint8Array(count * planes)
  for (let plane = 0, unit = 1; plane < planes; plane += 1, unit *= 256) {
    const base = plane * count
    // A typed array keeps the lowest byte of what is assigned to it.
    for (let row = 0; row < count; row += 1) bytes[base + row] = Math.floor((column[row] as number) / unit)
  }
  return bytes
}

/** The numbers in `planes` planes of `count` bytes each. */
export function readPlanes(bytes: Uint8Array, count: number): number[] {
  const column = new Array<number>(count).fill(0)
  for (let plane = bytes.length / count - 1; plane >= 0; plane -= 1) {
    const base = plane * count
    for (let row = 0; row < count; row += 1) {
      column[row] = (column[row] as number) * 256 + (bytes[base + row] as number)
    }
  }
  return column
}

/** Each number less the one before; the first less `first`. */
export function steps(column: ArrayLike<number>, first: number): Float64Array {
  const differences = new Float64Array(column.length)
  let before = first
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number
    differences[row] = value - before
    before = value
  }
  return differences
}

/** Undoes `steps` that were zigzagged, in place. */
export function sumUp(column: number[], first: number): number[] {
  let value = first
  for (let row = 0; row < column.length; row += 1) {
    value += unzigzag(column[row] as number)
    column[row] = value
  }
  return column
}

/** Undoes `steps` of `steps` that were zigzagged, in place; the outer ones began at 0. */
export function sumUpTwice(column: number[], first: number): number[] {
  let [value, step] = [first, 0]
  for (let row = 0; row < column.length; row += 1) {
    step += unzigzag(column[row] as number)
    value += step
    column[row] = value
  }
  return column
}
