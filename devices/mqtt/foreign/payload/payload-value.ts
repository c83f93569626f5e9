import { isoTimePattern, parseInstant } from '../../../../src/health/time.js'

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i
const textMax = 64
// What programs print for "there is none": JavaScript's NaN, C++'s nan, the states of Home Assistant.
const absentTexts: ReadonlySet<string> = new Set([
  '',
  'nan',
  '-nan',
  'null',
  'none',
  'unknown',
  'unavailable',
  'undefined',
])

/** What stands for a number: that number, nothing (`absent`), or what is neither (`wrong`). */
export type FoundNumber = number | 'absent' | 'wrong'

function readText(text: string): FoundNumber {
  const trimmed = text.length > textMax ? 'too long' : text.trim()
  if (absentTexts.has(trimmed.toLowerCase())) return 'absent'
  const value = decimal.test(trimmed) ? Number(trimmed) : Number.NaN
  return Number.isFinite(value) ? value : 'wrong'
}

/** Reads a number that may be written as text. Null, NaN in any spelling and empty text are no value. */
export function readNumber(value: unknown): FoundNumber {
  if (value === null || value === undefined) return 'absent'
  if (typeof value === 'string') return readText(value)
  return typeof value === 'number' && Number.isFinite(value) ? value : 'wrong'
}

// Each a thousand times finer than the one before; as milliseconds 1e11 would be 1973, as seconds the year 5138.
const finerThan = 100_000_000_000
const epochScales = [1_000, 1, 0.001, 0.000_001]

function fromEpoch(value: number): number | undefined {
  const scale = epochScales.find((_, index) => Math.abs(value) < finerThan * 1_000 ** index)
  return scale === undefined ? undefined : parseInstant(Math.round(value * scale))
}

/** Epoch ms of an instant: ISO 8601 with an offset, or the epoch's seconds, ms, µs or ns, also as text; else undefined. */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'string' && isoTimePattern.test(value)) return parseInstant(value)
  const number = readNumber(value)
  return typeof number === 'number' ? fromEpoch(number) : undefined
}

const onlineWords: ReadonlySet<string> = new Set(['online', 'on', 'true', '1', 'connected', 'present', 'alive'])
const offlineWords: ReadonlySet<string> = new Set([
  'offline',
  'off',
  'false',
  '0',
  'disconnected',
  'absent',
  'lost',
  'dead',
])

/** Whether a word says that a device is there; undefined when it says neither. */
export function readStatus(value: unknown): 'online' | 'offline' | undefined {
  const word = String(typeof value === 'object' ? '' : value)
    .trim()
    .toLowerCase()
  if (onlineWords.has(word)) return 'online'
  return offlineWords.has(word) ? 'offline' : undefined
}

const factMax = 256

/** Text about a device, cut to what a birth may say; undefined when there is none. */
export function readFact(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, factMax) : undefined
}
