import type { Warning } from './field-value.js'

/**
 * The octets of one payload, read little-endian from front to back. Reading past the end gives zeros and marks the frame
 * truncated, for good: nothing that is read from then on counts.
 */
export class Frame {
  readonly length: number
  readonly #octets: Uint8Array
  readonly #warnings: Set<Warning>
  #offset = 0
  #truncated = false

  constructor(octets: Uint8Array, warnings = new Set<Warning>()) {
    this.length = octets.length
    this.#octets = octets
    this.#warnings = warnings
  }

  get remaining(): number {
    return this.#truncated ? 0 : this.length - this.#offset
  }

  get truncated(): boolean {
    return this.#truncated
  }

  get warnings(): readonly Warning[] {
    return [...this.#warnings]
  }

  warn(warning: Warning): void {
    this.#warnings.add(warning)
  }

  /** Ends the reading: what has to be there is not. */
  truncate(): void {
    this.#truncated = true
  }

  /** An unsigned integer of up to six octets. */
  unsigned(size: number): number {
    return this.octets(size).reduceRight((value, octet) => value * 256 + octet, 0)
  }

  /** A two's complement integer of up to six octets. */
  signed(size: number): number {
    const value = this.unsigned(size)
    return value < 2 ** (8 * size - 1) ? value : value - 2 ** (8 * size)
  }

  /** The next octets, copied; none when there are not as many. */
  octets(count: number): Uint8Array {
    if (count > this.remaining) this.truncate()
    if (this.#truncated) return new Uint8Array(0)
    this.#offset += count
    return this.#octets.slice(this.#offset - count, this.#offset)
  }

  /** The next octets as a frame of their own, which shares the warnings. */
  part(count: number): Frame {
    return new Frame(this.octets(count), this.#warnings)
  }

  /** All octets that have been read. */
  get before(): Uint8Array {
    return this.#octets.slice(0, this.#offset)
  }
}
