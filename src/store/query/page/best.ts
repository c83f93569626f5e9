import type { Sample } from '../../../health/sample.js'
import type { Sorting } from './sorting.js'

/** The first samples of an order among all that are offered. */
export class Best {
  readonly #sorting: Sorting
  readonly #count: number
  #found: Sample[] = []
  #worst: Sample | undefined

  /** `count`: how many are kept. */
  constructor(sorting: Sorting, count: number) {
    this.#sorting = sorting
    this.#count = count
  }

  /** Whether a sample may be among the first, as far as was found out. */
  admits(sample: Sample): boolean {
    return this.#worst === undefined || this.#sorting.compare(sample, this.#worst) < 0
  }

  add(sample: Sample): void {
    this.#found.push(sample)
    if (this.#found.length >= 2 * this.#count) this.#trim()
  }

  /** The first key of the last one that is kept; undefined while fewer were found, or when that one has no such key. */
  bound(): number | undefined {
    if (this.#found.length > this.#count || this.#worst === undefined) this.#trim()
    return this.known()
  }

  /** The same, as of the last time it was worked out. */
  known(): number | undefined {
    return this.#worst && this.#sorting.keyOf(this.#worst)
  }

  /** Those that are kept, in their order. */
  samples(): readonly Sample[] {
    this.#trim()
    return this.#found
  }

  #trim(): void {
    this.#found = this.#found.sort(this.#sorting.compare).slice(0, this.#count)
    this.#worst = this.#found[this.#count - 1]
  }
}
