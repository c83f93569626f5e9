import { TwelveBitNumbers } from './twelve-bit-numbers.js'

const least = 64

/**
 * The last values of a series of one a second, no more than asked for. It grows as they come; whole numbers below 4,096,
 * which most sensors send, take twelve bits each, others 32.
 */
export class RecentSeconds {
  readonly #most: number
  #values: TwelveBitNumbers | Float32Array = new TwelveBitNumbers(least)
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
    return isKept ? this.#values.at((this.#count - back) % this.#values.length) : undefined
  }

  push(value: number): void {
    if (this.#count === this.#values.length && this.#count < this.#most) this.#grow()
    if (this.#values instanceof TwelveBitNumbers && !TwelveBitNumbers.holds(value))
      this.#values = Float32Array.from(this.#values)
    this.#put(this.#count % this.#values.length, value)
    this.#count += 1
  }

  #put(place: number, value: number): void {
    if (this.#values instanceof TwelveBitNumbers) this.#values.put(place, value)
    else this.#values[place] = value
  }

  #grow(): void {
    const length = Math.min(this.#most, 2 * this.#count)
    if (this.#values instanceof TwelveBitNumbers) {
      this.#values = this.#values.resized(length)
    } else {
      const grown = new Float32Array(length)
      grown.set(this.#values)
      this.#values = grown
    }
  }
}
