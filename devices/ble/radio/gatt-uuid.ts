import type { GattUuid } from './radio.js'

const base = '-0000-1000-8000-00805f9b34fb'
const short = /^(0x)?([0-9a-f]{4}|0000[0-9a-f]{4})$/i
const long = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A UUID as we write it, from 16, 32 or 128 bits in any case; undefined when it is none. */
export function parseGattUuid(text: string): GattUuid | undefined {
  if (short.test(text)) return text.slice(-4).toUpperCase()
  if (!long.test(text)) return undefined
  const lower = text.toLowerCase()
  return lower.startsWith('0000') && lower.endsWith(base) ? lower.slice(4, 8).toUpperCase() : lower
}
