// A packed quantity's UUID is not stored but follows from what it is. It has the layout of a UUID version 7 (RFC 9562):
// 48 bits start in ms, 4 version, 12 generation, 2 variant, 32 stream, 30 salt of this store. So it can be looked up.

/** What a derived UUID says. */
export interface DerivedIdentity {
  readonly start: number
  readonly generation: number
  readonly stream: number
}

/** After so many deletions a reading with the same start becomes a row of its own. */
export const lastGeneration = 0xfff

export const saltBits = 30

const twoDigits: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const derivedPattern = /^([0-9a-f]{8})-([0-9a-f]{4})-7([0-9a-f]{3})-([0-9a-f]{4})-([0-9a-f]{12})$/

/** Formats and reads the UUIDs that follow from a quantity's stream, start and generation. */
export class Identity {
  readonly #salt: bigint
  readonly #endings: string[] = []
  // Whoever asks for many asks for many of one instant, or of instants within the 65 seconds of the first eight digits.
  #start = -1
  #beginning = ''
  #slice = -1
  #sliceText = ''

  constructor(salt: number) {
    this.#salt = BigInt(salt)
  }

  uuid(stream: number, start: number, generation: number): string {
    if (start !== this.#start) this.#begin(start)
    const ending = this.#endings[stream] ?? this.#ending(stream)
    if (generation === 0) return `${this.#beginning}000-${ending}`
    return `${this.#beginning}${generation.toString(16).padStart(3, '0')}-${ending}`
  }

  /** Undefined when the UUID was not made by this store in this way. */
  read(uuid: string): DerivedIdentity | undefined {
    const [, high, low, generation, variant, node] = derivedPattern.exec(uuid) ?? []
    if (high === undefined || variant === undefined) return undefined
    const tail = BigInt(`0x${variant}${node}`)
    if (tail >> 62n !== 2n || (tail & ((1n << BigInt(saltBits)) - 1n)) !== this.#salt) return undefined
    const stream = Number((tail >> BigInt(saltBits)) & 0xffffffffn)
    return { start: Number(`0x${high}${low}`), generation: Number(`0x${generation}`), stream }
  }

  #begin(start: number): void {
    const slice = Math.floor(start / 65_536)
    if (slice !== this.#slice) {
      this.#slice = slice
      this.#sliceText = `${slice.toString(16).padStart(8, '0')}-`
    }
    const low = start - slice * 65_536
    this.#start = start
    this.#beginning = `${this.#sliceText}${twoDigits[low >> 8]}${twoDigits[low & 255]}-7`
  }

  #ending(stream: number): string {
    const bits = (2n << 62n) | (BigInt(stream) << BigInt(saltBits)) | this.#salt
    const hex = bits.toString(16)
    const text = `${hex.slice(0, 4)}-${hex.slice(4)}`
    this.#endings[stream] = text
    return text
  }
}

/** The 16 bytes of a UUID's text. */
export const uuidBytes = (uuid: string): Uint8Array => Buffer.from(uuid.replaceAll('-', ''), 'hex')

/** The text of a UUID's 16 bytes. */
export const uuidText = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
