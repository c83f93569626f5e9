import type { Clock, RandomBytes } from './clock.js'

/** A UUID of any version, in either case. */
export const uuidPattern = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/

/** Whether `text` is a UUID of any version, in either case. Kept UUIDs are lower-case. */
export const isUuid = (text: string): boolean => readUuid(text) !== undefined

const lower = 1
const upper = 2
const hyphen = 4
const other = 64

/** What each ASCII character may be in a UUID. */
const parts = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[0-9a-f]/.test(character)) return lower
  if (/[A-F]/.test(character)) return upper
  return character === '-' ? hyphen : other
})

const hasHyphens = (text: string): boolean =>
  text.charCodeAt(8) === 45 && text.charCodeAt(13) === 45 && text.charCodeAt(18) === 45 && text.charCodeAt(23) === 45

/** The UUID as it is kept, in lower case; undefined when `text` is none. A loop, because every sample may have one. */
export function readUuid(text: string): string | undefined {
  if (text.length !== 36 || !hasHyphens(text)) return undefined
  let codes = 0
  let seen = 0
  let hyphens = 0
  for (let index = 0; index < 36; index += 1) {
    const code = text.charCodeAt(index)
    const part = parts[code & 127] ?? other
    codes |= code
    seen |= part
    hyphens += part >> 2
  }
  if (codes > 127 || seen >= other || hyphens !== 4) return undefined
  return (seen & upper) === 0 ? text : text.toLowerCase()
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const groupEnds = new Set([3, 5, 7, 9])

const uuidText = (bytes: Uint8Array): string =>
  bytes.reduce((text, byte, index) => `${text}${hex[byte]}${groupEnds.has(index) ? '-' : ''}`, '')

const writeTime = (bytes: Uint8Array, ms: number): void =>
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(0, BigInt(ms) << 16n)

const writeCounter = (bytes: Uint8Array, counter: number): void => {
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
}

/**
 * A maker of version 7 UUIDs (RFC 9562 § 5.7) that sort in the order they are made, also within a millisecond and when
 * the clock steps back: 12 bits count within the millisecond (§ 6.2, method 1), and their overflow borrows the next one.
 */
export function createUuidV7(clock: Clock, random: RandomBytes): () => string {
  const bytes = new Uint8Array(16)
  let time = -1
  let counter = 0

  const advance = (): void => {
    const now = clock()
    if (now > time || counter === 0xfff) {
      time = Math.max(now, time + 1)
      counter = (((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x7ff // half the range stays free for counting up
    } else counter += 1
  }

  return () => {
    random(bytes)
    advance()
    writeTime(bytes, time)
    writeCounter(bytes, counter)
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
    return uuidText(bytes)
  }
}
