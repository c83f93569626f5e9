// A column of whole numbers as byte planes: first every number's lowest byte, then the next one, and so on. A column
// with a few large numbers then has planes of almost only zeros, which deflate to nothing.

/** Larger numbers than this cannot be told apart after zigzag in a double. */
export const largestInteger = 2 ** 51

/** Small for small numbers of either sign: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4. */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)

export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2)

/** How many bytes the largest of these takes; none when all are zero. */
export const planesFor = (column: readonly number[]): number => {
  let largest = 0
  for (const value of column) if (value > largest) largest = value
  let planes = 0
  while (largest >= 1) {
    planes += 1
    largest /= 256
  }
  return planes
}

/** The planes of non-negative whole numbers. */
export function writePlanes(column: readonly number[], planes: number): Uint8Array {
  const count = column.length
  const bytes = new Uint8Array(count * planes)
  for (let row = 0; row < count; row += 1) {
    let value = column[row] as number
    for (let plane = 0; plane < planes; plane += 1) {
      const rest = Math.floor(value / 256)
      bytes[plane * count + row] = value - rest * 256
      value = rest
    }
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
export function steps(column: readonly number[], first: number): number[] {
  let before = first
  return column.map((value) => {
    const step = value - before
    before = value
    return step
  })
}

/** Undoes `steps`. */
export function sums(column: readonly number[], first: number): number[] {
  let value = first
  return column.map((step) => {
    value += step
    return value
  })
}
