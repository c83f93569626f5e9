import { unzigzag, zigzag } from './planes.js'

// Whole numbers in as few bytes as they need: seven bits a byte, lowest first, the eighth says that more follow.

const mostBytes = 8

/** Writes numbers one after the other. */
export class VarintWriter {
  readonly #bytes: number[] = []

  /** A number from 0. */
  whole(value: number): void {
    let rest = value
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) | 128)
    this.#bytes.push(rest)
  }

  /** A number of either sign. */
  signed(value: number): void {
    this.whole(zigzag(value))
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}

/** Reads what a `VarintWriter` wrote. Past the end are zeros; whoever reads asks `isBeyond` at last. */
export class VarintReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  get isBeyond(): boolean {
    return this.#at > this.#bytes.length
  }

  whole(): number {
    let [value, unit] = [0, 1]
    for (let read = 0; read < mostBytes; read += 1, unit *= 128) {
      const byte = this.#bytes[this.#at] ?? 0
      this.#at += 1
      value += (byte & 127) * unit
      if (byte < 128) break
    }
    return value
  }

  signed(): number {
    return unzigzag(this.whole())
  }

  /** What follows. */
  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at)
  }
}
