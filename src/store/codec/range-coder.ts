// A binary arithmetic coder: each bit takes as much room as it surprises, given how often the bits before it in the same
// context were ones. Bounds are kept as signed 32-bit numbers, which the engine handles without a heap.

const mostSeen = 128
/** By how much of the way a chance moves towards what was seen, after so many bits; 2^16 is all of it. */
const rates = Int32Array.from({ length: mostSeen + 1 }, (_, seen) => Math.round(65_536 / (seen + 1.5)))
const certain = 32_767
const topByte = 0xff000000
const flip = -0x80000000

const seenBits = 8
const seenMask = (1 << seenBits) - 1

/** The contexts of a column: how likely a one is in each, in 1/32,768, and below that how many bits it has seen. */
export type BitModels = Int32Array

export const newBitModels = (contexts: number): BitModels =>
  new Int32Array(contexts).fill(((certain + 1) / 2) << seenBits)

/** Where the bounds part, by the chance of a one. */
const partOf = (model: number, low: number, high: number): number =>
  low + ((high - low) >>> 12) * (model >> (seenBits + 3) || 1)

/** The context once it has seen one bit more. */
const learned = (model: number, bit: number): number => {
  const [chance, seen] = [model >> seenBits, model & seenMask]
  const target = bit === 1 ? certain : 0
  const moved = chance + (((target - chance) * (rates[seen] as number)) >> 16)
  return (moved << seenBits) | (seen < mostSeen ? seen + 1 : seen)
}

// Bits of which nothing is assumed are written together, while the bounds are far enough apart for all of them.
const isWideFor = (bits: number, low: number, high: number): boolean => (high - low) >>> (bits + 8) > 0

/** How many such bits are written at once, at most. */
export const mostRawBits = 16

/** Writes bits. */
export class RangeEncoder {
  #bytes = new Uint8Array(256)
  #length = 0
  #low = flip
  #high = flip - 1 + 2 ** 32

  bit(models: BitModels, at: number, bit: number): void {
    const model = models[at] as number
    const part = partOf(model, this.#low, this.#high)
    if (bit === 1) this.#high = part
    else this.#low = part + 1
    models[at] = learned(model, bit)
    this.#shift()
  }

  /** The lowest bits of a number, at most `mostRawBits`, each as likely as not. */
  raw(value: number, bits: number): void {
    if (!isWideFor(bits, this.#low, this.#high)) {
      this.#halve((value >>> (bits - 1)) & 1)
      if (bits > 1) this.raw(value, bits - 1)
      return
    }
    const step = (this.#high - this.#low) >>> bits
    this.#low += (value & ((1 << bits) - 1)) * step
    this.#high = this.#low + step - 1
    this.#shift()
  }

  /** What was written. A reader takes what is missing at the end for zeros. */
  finish(): Uint8Array {
    // The bounds differ in their first byte, so that of the upper one followed by zeros lies between them.
    this.#push((this.#high >>> 24) ^ 0x80)
    return this.#bytes.subarray(0, this.#length)
  }

  #halve(bit: number): void {
    const part = this.#low + ((this.#high - this.#low) >>> 1)
    if (bit === 1) this.#high = part
    else this.#low = part + 1
    this.#shift()
  }

  #shift(): void {
    while (((this.#low ^ this.#high) & topByte) === 0) {
      this.#push((this.#high >>> 24) ^ 0x80)
      this.#low = (this.#low << 8) ^ flip
      this.#high = ((this.#high << 8) | 255) ^ flip
    }
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[this.#length] = byte
    this.#length += 1
  }
}

/** Reads what a `RangeEncoder` wrote, in the same contexts. Of other bytes it makes something, but never fails. */
export class RangeDecoder {
  readonly #bytes: Uint8Array
  #at = 0
  #low = flip
  #high = flip - 1 + 2 ** 32
  #window = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    for (let at = 0; at < 4; at += 1) this.#window = (this.#window << 8) | this.#next()
    this.#window ^= flip
  }

  /** Whether more was read than was written. */
  get isBeyond(): boolean {
    return this.#at > this.#bytes.length + 4
  }

  bit(models: BitModels, at: number): number {
    const model = models[at] as number
    const bit = this.#take(partOf(model, this.#low, this.#high))
    models[at] = learned(model, bit)
    return bit
  }

  raw(bits: number): number {
    if (!isWideFor(bits, this.#low, this.#high)) {
      const bit = this.#take(this.#low + ((this.#high - this.#low) >>> 1))
      return bits > 1 ? (bit << (bits - 1)) | this.raw(bits - 1) : bit
    }
    const step = (this.#high - this.#low) >>> bits
    const value = Math.min(Math.floor((this.#window - this.#low) / step), (1 << bits) - 1)
    this.#low += value * step
    this.#high = this.#low + step - 1
    this.#shift()
    return value
  }

  #take(part: number): number {
    const bit = this.#window <= part ? 1 : 0
    if (bit === 1) this.#high = part
    else this.#low = part + 1
    this.#shift()
    return bit
  }

  #shift(): void {
    while (((this.#low ^ this.#high) & topByte) === 0) {
      this.#low = (this.#low << 8) ^ flip
      this.#high = ((this.#high << 8) | 255) ^ flip
      this.#window = ((this.#window << 8) | this.#next()) ^ flip
    }
  }

  #next(): number {
    const byte = this.#bytes[this.#at] ?? 0
    this.#at += 1
    return byte
  }
}
