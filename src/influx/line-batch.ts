import { longestNumber, putInstant, putNumber } from './number-bytes.js'

/** Lines as the server takes them: `ends` says where each one and its line break end in `bytes`. */
export interface Lines {
  readonly bytes: Buffer
  readonly ends: readonly number[]
}

/** A point of one value. `head` is encoded up to the value, `fields` are more fields, each with its comma. */
export interface ValuePoint {
  readonly head: Uint8Array
  readonly value: number
  readonly fields: string
  /** Epoch ms. */
  readonly at: number
}

const lineBreak = 10
const blank = 32
const firstBytes = 4_096
const longestCharacter = 3

/** Lines that wait to be sent, as bytes. */
export class LineBatch {
  #bytes = Buffer.allocUnsafe(firstBytes)
  #end = 0
  #ends: number[] = []

  get length(): number {
    return this.#ends.length
  }

  addLine(line: string): void {
    this.#reserve(line.length * longestCharacter + 1)
    this.#endLine(this.#end + this.#bytes.write(line, this.#end))
  }

  addValue({ head, value, fields, at }: ValuePoint): void {
    this.#reserve(head.length + fields.length * longestCharacter + 2 * longestNumber)
    const bytes = this.#bytes
    bytes.set(head, this.#end)
    let end = putNumber(bytes, this.#end + head.length, value)
    if (fields !== '') end += bytes.write(fields, end)
    bytes[end] = blank
    this.#endLine(putInstant(bytes, end + 1, at))
  }

  /** Takes the first lines out, at most `most`. */
  take(most: number): Lines {
    const ends = this.#ends.slice(0, most)
    const taken = { bytes: this.#bytes, ends }
    const from = ends.at(-1) ?? 0
    const left = this.#bytes.subarray(from, this.#end)
    this.#ends = this.#ends.slice(most).map((end) => end - from)
    // The next batch is likely to be as large, and the bytes of this one are somebody else's now.
    this.#bytes = Buffer.allocUnsafeSlow(this.#bytes.length)
    this.#end = left.copy(this.#bytes)
    return taken
  }

  #endLine(end: number): void {
    this.#bytes[end] = lineBreak
    this.#end = end + 1
    this.#ends.push(this.#end)
  }

  #reserve(size: number): void {
    if (this.#end + size <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + size))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
  }
}

/** The lines from one up to another, without the last one's line break. */
export const bytesOf = ({ bytes, ends }: Lines, from: number, to: number): Uint8Array =>
  bytes.subarray(ends[from - 1] ?? 0, (ends[to - 1] ?? 1) - 1)
