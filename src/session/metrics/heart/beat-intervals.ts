const leastMs = 300
const mostMs = 2_000
const medianLength = 5
const mostDeviation = 0.2
const differenceMs = 50

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/**
 * Tells artefacts among intervals between beats, ms: outside 300 to 2,000 ms, or more than 20 % from the median of the
 * five before, whatever those were.
 */
export class ArtefactFilter {
  readonly #before: number[] = []

  isValid(interval: number): boolean {
    const isInRange = interval >= leastMs && interval <= mostMs
    const usual = this.#before.length < medianLength ? undefined : median(this.#before)
    this.#before.push(interval)
    if (this.#before.length > medianLength) this.#before.shift()
    return isInRange && (usual === undefined || Math.abs(interval - usual) <= mostDeviation * usual)
  }
}

/**
 * The sums of heart rate variability in the time domain over intervals between normal beats, ms.
 *
 * @see Task Force of the European Society of Cardiology 1996: Heart rate variability, Circulation 93:1043.
 */
export class VariabilitySums {
  #count = 0
  #mean = 0
  #squares = 0
  #sum = 0
  #differences = 0
  #squaredDifferences = 0
  #wideDifferences = 0

  /** Adds an interval, and the one right before it when that counts too. */
  add(interval: number, before: number | undefined): void {
    this.#count += 1
    this.#sum += interval
    // Welford's recurrence: the sum of squares loses its digits otherwise.
    const deviation = interval - this.#mean
    this.#mean += deviation / this.#count
    this.#squares += deviation * (interval - this.#mean)
    if (before !== undefined) this.#compare(Math.abs(interval - before))
  }

  /** ms that the intervals took together. */
  get sum(): number {
    return this.#sum
  }

  /** Standard deviation of the intervals (n − 1), ms; undefined under two. */
  get sdnn(): number | undefined {
    return this.#count < 2 ? undefined : Math.sqrt(this.#squares / (this.#count - 1))
  }

  /** Root of the mean squared difference of neighbours, ms; undefined without any. */
  get rmssd(): number | undefined {
    return this.#differences === 0 ? undefined : Math.sqrt(this.#squaredDifferences / this.#differences)
  }

  /** Share of neighbours that differ by more than 50 ms, %; undefined without any. */
  get pnn50(): number | undefined {
    return this.#differences === 0 ? undefined : (100 * this.#wideDifferences) / this.#differences
  }

  #compare(difference: number): void {
    this.#differences += 1
    this.#squaredDifferences += difference ** 2
    if (difference > differenceMs) this.#wideDifferences += 1
  }
}
