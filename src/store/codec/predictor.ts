import { unzigzag, zigzag } from './planes.js'

// A column of whole numbers becomes how much each differs from what those before it let expect. Both directions make the
// same estimate from the same numbers, in doubles, which every machine rounds alike.

/** What to expect; the numbers are part of the format. */
export const predictors = { previous: 0, line: 1, trend: 2, quickMean: 3, slowMean: 4 } as const
export type Predictor = (typeof predictors)[keyof typeof predictors]

const windows: Partial<Record<Predictor, number>> = { [predictors.quickMean]: 4, [predictors.slowMean]: 16 }
const trendWindow = 16

/** Estimates the next number of a column that begins with `first`. */
class Estimate {
  readonly #predictor: Predictor
  readonly #window: number
  #last: number
  #mean: number
  #step = 0
  #seen = 1

  constructor(predictor: Predictor, first: number) {
    this.#predictor = predictor
    this.#window = windows[predictor] ?? 1
    this.#last = first
    this.#mean = first
  }

  next(): number {
    if (this.#predictor === predictors.previous) return this.#last
    return this.#predictor <= predictors.trend ? this.#last + Math.round(this.#step) : Math.round(this.#mean)
  }

  learn(value: number): void {
    this.#seen += 1
    const step = value - this.#last
    if (this.#predictor === predictors.line) this.#step = step
    else if (this.#predictor === predictors.trend) {
      this.#step += (step - this.#step) / Math.min(this.#seen - 1, trendWindow)
    } else this.#mean += (value - this.#mean) / Math.min(this.#seen, this.#window)
    this.#last = value
  }
}

/** How all but the first number differ from what was expected, zigzagged. */
export function differences(column: ArrayLike<number>, predictor: Predictor): Float64Array {
  const estimate = new Estimate(predictor, column[0] as number)
  const found = new Float64Array(column.length - 1)
  for (let row = 1; row < column.length; row += 1) {
    const value = column[row] as number
    found[row - 1] = zigzag(value - estimate.next())
    estimate.learn(value)
  }
  return found
}

/** Undoes `differences`. */
export function restore(found: ArrayLike<number>, predictor: Predictor, first: number): number[] {
  const estimate = new Estimate(predictor, first)
  const column = new Array<number>(found.length + 1)
  column[0] = first
  for (let row = 0; row < found.length; row += 1) {
    const value = estimate.next() + unzigzag(found[row] as number)
    column[row + 1] = value
    estimate.learn(value)
  }
  return column
}

// The logarithm of a product is the sum of the logarithms, and a column's numbers have at most 53 bits.
const mostOfProduct = 2 ** 900

/** About how many bits the numbers of a column take. */
export function effort(column: Float64Array): number {
  let [bits, product] = [0, 1]
  for (let row = 0; row < column.length; row += 1) {
    product *= (column[row] as number) + 1
    if (product < mostOfProduct) continue
    bits += Math.log2(product)
    product = 1
  }
  return bits + Math.log2(product)
}
