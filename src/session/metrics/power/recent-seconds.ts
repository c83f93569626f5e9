const least = 64
const wholeMax = 65_535

/**
 * The last values of a series of one a second, no more than asked for. It grows as they come; whole numbers, which most
 * sensors send, take two bytes each, others four.
 */
export class RecentSeconds {
  readonly #most: number
  #values: Uint16Array | Float32Array = new Uint16Array(least)
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  /** How many there were in all. */
  get count(): number {
    return this.#count
  }

  /** The value that is so many back, the last one being 1; undefined when there was none or it is forgotten. */
  ago(back: number): number | undefined {
    const isKept = back <= this.#count && back <= this.#values.length
    return isKept ? this.#values[(this.#count - back) % this.#values.length] : undefined
  }

  push(value: number): void {
    if (this.#count === this.#values.length && this.#count < this.#most) this.#grow()
    const isWhole = Number.isInteger(value) && value >= 0 && value <= wholeMax
    if (!isWhole && this.#values instanceof Uint16Array) this.#values = Float32Array.from(this.#values)
    this.#values[this.#count % this.#values.length] = value
    this.#count += 1
  }

  #grow(): void {
    const length = Math.min(this.#most, 2 * this.#count)
    const grown = this.#values instanceof Uint16Array ? new Uint16Array(length) : new Float32Array(length)
    grown.set(this.#values)
    this.#values = grown
  }
}
