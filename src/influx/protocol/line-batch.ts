import { ByteSink } from './byte-sink.js'

/** Lines as the server takes them: `ends` says where each one and its line break end in `bytes`. */
export interface Lines {
  readonly bytes: Buffer
  readonly ends: readonly number[]
}

const lineBreak = 10
const blank = 32

/** Lines that wait to be sent, as bytes. */
export class LineBatch {
  readonly #sink = new ByteSink()
  #ends: number[] = []

  get length(): number {
    return this.#ends.length
  }

  addLine(line: string): void {
    this.#sink.putText(line)
    this.#endLine()
  }

  /** Begins the line of a point whose first field is a float; `head` is encoded, up to the value. */
  beginPoint(head: Uint8Array, value: number): void {
    this.#sink.putBytes(head)
    this.#sink.putNumber(value)
  }

  /** Ends it; `fields` are its other fields, encoded, each with its comma. `at` is epoch ms. */
  endPoint(fields: string, at: number): void {
    if (fields !== '') this.#sink.putText(fields)
    this.#sink.putByte(blank)
    this.#sink.putInstant(at)
    this.#endLine()
  }

  /** Takes the first lines out, at most `most`. */
  take(most: number): Lines {
    const ends = this.#ends.slice(0, most)
    const length = ends.at(-1) ?? 0
    this.#ends = this.#ends.slice(most).map((end) => end - length)
    return { bytes: this.#sink.take(length), ends }
  }

  #endLine(): void {
    this.#sink.putByte(lineBreak)
    this.#ends.push(this.#sink.length)
  }
}

/** The lines from one up to another, without the last one's line break. */
export const bytesOf = ({ bytes, ends }: Lines, from: number, to: number): Uint8Array =>
  bytes.subarray(ends[from - 1] ?? 0, (ends[to - 1] ?? 1) - 1)
