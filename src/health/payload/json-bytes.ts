import { dayMs, dayNumber, timeLimit, timeOfDay } from '../time.js'
import { isWordAt, type Names, type Word, wordAt } from './words.js'

const quote = 34
const backslash = 92
const colon = 58
const wordLengthMax = 80
const digitsMax = 15 // any integer of so many digits is exact in a double, and so is its quotient by a power of ten
const powersOfTen = Array.from({ length: digitsMax + 1 }, (_, power) => 10 ** power)

/** Bytes of JSON and how far they have been read. */
export interface JsonBytes {
  readonly bytes: Uint8Array
  at: number
}

// Plain JSON is read from its bytes, from left to right, without text in between. Plain is: words of ASCII without
// escapes, decimals of at most 15 digits, times as `2026-11-22T10:00:00.000Z`. Of anything else the functions say that it
// is not plain, and nothing about where it stands then. They keep what they look at in locals: a byte costs a nanosecond.

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** The next code that is not white space; 0 at the end. */
function peek(json: JsonBytes): number {
  const { bytes } = json
  let code = bytes[json.at] ?? 0
  while (isSpace(code)) {
    json.at += 1
    code = bytes[json.at] ?? 0
  }
  return code
}

/** Takes the next code when it is `wanted`. */
export function take(json: JsonBytes, wanted: number): boolean {
  if (peek(json) !== wanted) return false
  json.at += 1
  return true
}

/** Whether nothing but white space is left. */
export function isAtEnd(json: JsonBytes): boolean {
  peek(json)
  return json.at >= json.bytes.length
}

/** The name of a member and the colon behind it; undefined when it is not one of `names`. */
export function readName(json: JsonBytes, names: Names): string | undefined {
  if (!take(json, quote)) return undefined
  const { bytes, at } = json
  for (const name of names[bytes[at] ?? 0] ?? []) {
    if (!isWordAt(name, bytes, at)) continue
    json.at = at + name.bytes.length
    return take(json, colon) ? name.text : undefined
  }
  return undefined
}

/** A string, most likely the one that was here last time; undefined when it is not a plain word. */
export function readWord(json: JsonBytes, last: Word | undefined): Word | undefined {
  if (!take(json, quote)) return undefined
  if (last === undefined || !isWordAt(last, json.bytes, json.at)) return readNewWord(json)
  json.at += last.bytes.length
  return last
}

function readNewWord(json: JsonBytes): Word | undefined {
  const { bytes, at: start } = json
  let at = start
  let hash = 0
  let code = bytes[at] ?? 0
  while (code !== quote) {
    if (code < 32 || code > 126 || code === backslash || at - start === wordLengthMax) return undefined
    hash = (Math.imul(hash, 31) + code) | 0
    at += 1
    code = bytes[at] ?? 0
  }
  json.at = at + 1
  return wordAt(bytes, { start, end: at + 1, hash })
}

/** The digits from `at` on, appended to `number`; moves on behind them. */
function readDigits(json: JsonBytes, number: number): number {
  const { bytes } = json
  let { at } = json
  let value = number
  let digit = (bytes[at] ?? 0) - 48
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit
    at += 1
    digit = (bytes[at] ?? 0) - 48
  }
  json.at = at
  return value
}

/** `whole`, which has `length` digits, with the fraction that follows. */
function readFraction(json: JsonBytes, whole: number, length: number): number {
  json.at += 1
  const first = json.at
  const digits = readDigits(json, whole)
  const places = json.at - first
  const power = powersOfTen[places]
  return places === 0 || length + places > digitsMax || power === undefined ? Number.NaN : digits / power
}

/** A number; NaN when it is not a plain decimal. */
export function readDecimal(json: JsonBytes): number {
  const negative = take(json, 45)
  const { bytes, at } = json
  const whole = readDigits(json, 0)
  const length = json.at - at
  if (length === 0 || length > digitsMax || (length > 1 && bytes[at] === 48)) return Number.NaN
  const value = bytes[json.at] === 46 ? readFraction(json, whole, length) : whole
  return negative ? -value : value
}

// As in reading an instant from text: -1, which is all bits, when a digit is none.
const signOf = (digit: number): number => (digit | (9 - digit)) >> 31

const one = (bytes: Uint8Array, index: number): number => {
  const digit = (bytes[index] ?? 0) - 48
  return digit | signOf(digit)
}

const two = (bytes: Uint8Array, index: number): number => {
  const tens = (bytes[index] ?? 0) - 48
  const ones = (bytes[index + 1] ?? 0) - 48
  return (tens * 10 + ones) | signOf(tens) | signOf(ones)
}

const isPunctuated = (bytes: Uint8Array, at: number): boolean =>
  bytes[at + 4] === 45 &&
  bytes[at + 7] === 45 &&
  bytes[at + 10] === 84 &&
  bytes[at + 13] === 58 &&
  bytes[at + 16] === 58 &&
  bytes[at + 19] === 46 &&
  bytes[at + 23] === 90 &&
  bytes[at + 24] === quote

function readEpochMs(json: JsonBytes): number {
  const ms = readDecimal(json)
  return Number.isInteger(ms) && ms >= 0 && ms < timeLimit ? ms : Number.NaN
}

/** A time as epoch ms, which it may be already, or else is text in our own spelling; NaN when it is neither. */
export function readInstant(json: JsonBytes): number {
  if (!take(json, quote)) return readEpochMs(json)
  const { bytes, at } = json
  if (!isPunctuated(bytes, at)) return Number.NaN
  const century = two(bytes, at)
  const year = two(bytes, at + 2)
  const month = two(bytes, at + 5)
  const day = two(bytes, at + 8)
  const hour = two(bytes, at + 11)
  const minute = two(bytes, at + 14)
  const second = two(bytes, at + 17)
  const tenths = one(bytes, at + 20)
  const hundredths = two(bytes, at + 21)
  if ((century | year | month | day | hour | minute | second | tenths | hundredths) < 0) return Number.NaN
  json.at = at + 25
  const ms = second * 1000 + tenths * 100 + hundredths
  const instant = dayNumber(century * 100 + year, month, day) * dayMs + timeOfDay(hour, minute, ms)
  return instant >= 0 ? instant : Number.NaN
}
