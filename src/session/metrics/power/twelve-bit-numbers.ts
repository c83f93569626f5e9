const most = 0xfff

/** As many whole numbers from 0 to 4,095 as it is made for, two in three bytes. */
export class TwelveBitNumbers implements Iterable<number> {
  readonly length: number
  readonly #bytes: Uint8Array

  constructor(length: number) {
    this.length = length
    this.#bytes = new Uint8Array(Math.ceil(1.5 * length))
  }

  static holds(value: number): boolean {
    return Number.isInteger(value) && value >= 0 && value <= most
  }

  /** The number at a place from 0; 0 where none was put. */
  at(place: number): number {
    const first = (3 * place) >> 1
    const [low, high] = [this.#bytes[first] ?? 0, this.#bytes[first + 1] ?? 0]
    return place % 2 === 0 ? low | ((high & 0xf) << 8) : (low >> 4) | (high << 4)
  }

  put(place: number, value: number): void {
    const first = (3 * place) >> 1
    const [low, high] = [this.#bytes[first] ?? 0, this.#bytes[first + 1] ?? 0]
    const isFirst = place % 2 === 0
    this.#bytes[first] = isFirst ? value : (low & 0xf) | (value << 4)
    this.#bytes[first + 1] = isFirst ? (high & 0xf0) | (value >> 8) : value >> 4
  }

  /** The same numbers, and room for more. */
  resized(length: number): TwelveBitNumbers {
    const resized = new TwelveBitNumbers(length)
    resized.#bytes.set(this.#bytes)
    return resized
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let place = 0; place < this.length; place += 1) yield this.at(place)
  }
}
