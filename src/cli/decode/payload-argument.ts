import { UsageError } from '../command.js'

/** A payload as it was given: its octets, and when it arrived, ms. */
export interface Payload {
  readonly octets: Uint8Array
  readonly at: number
  /** Whether its arrival was given. */
  readonly isTimed: boolean
}

const pattern = /^(?:0x)?([\da-f:\s]*)(?:@(\d{1,15}(?:\.\d+)?))?$/i

function read(text: string, before: number): Payload {
  const [match, digits = '', at] = pattern.exec(text.trim()) ?? []
  if (match === undefined) throw new UsageError(`a payload is hexadecimal digits, or these and @MS, not ${text}`)
  const hex = digits.replace(/[:\s]/g, '')
  if (hex.length % 2 === 1)
    throw new UsageError(`a payload has two hexadecimal digits an octet, not ${hex.length}: ${text}`)
  return { octets: Buffer.from(hex, 'hex'), at: at === undefined ? before : Number(at), isTimed: at !== undefined }
}

/** The payloads of arguments `HEX[@MS]`, in order. One without a time has arrived with the one before it. */
export function payloadsOf(words: readonly string[]): readonly Payload[] {
  const payloads: Payload[] = []
  for (const word of words) {
    const before = payloads.at(-1)?.at ?? 0
    const payload = read(word, before)
    if (payload.at < before) throw new UsageError(`payloads arrive in order: ${payload.at} ms is before ${before} ms`)
    payloads.push(payload)
  }
  return payloads
}
