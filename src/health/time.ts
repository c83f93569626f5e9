/** First instant beyond what ISO 8601 writes with four digits of year: 10000-01-01, epoch ms. */
export const timeLimit = 253_402_300_800_000

/** ISO 8601 date and time with an offset; seconds and their fraction may be left out. */
export const isoTimePattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?:Z|([+-])(\d{2}):?(\d{2})?)$/

const minuteMs = 60_000
const dayMs = 86_400_000
const daysToMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days since 1970-01-01 in the Gregorian calendar, or NaN when there is no such day. */
function dayNumber(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1) return Number.NaN
  const leap = isLeap(year)
  const before = daysToMonth[month - 1] ?? 0
  const length = (daysToMonth[month] ?? 0) - before + (leap && month === 2 ? 1 : 0)
  if (day > length) return Number.NaN
  const past = year - 1
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400)
  return past * 365 + leapDays + before + (leap && month > 2 ? 1 : 0) + day - 719_163
}

function timeOfDay(hour: number, minute: number, ms: number): number {
  return hour > 23 || minute > 59 || ms >= minuteMs ? Number.NaN : (hour * 60 + minute) * minuteMs + ms
}

// Rounding comes last, so that a fraction of a millisecond may carry into the next second.
const inRange = (ms: number): number | undefined => {
  const rounded = Math.round(ms)
  return ms >= 0 && rounded < timeLimit ? rounded : undefined
}

function parseAnyIso(text: string): number | undefined {
  const parts = text.length > 48 ? null : isoTimePattern.exec(text)
  if (parts === null) return undefined
  const number = (index: number): number => Number(parts[index] ?? 0)
  const offset = timeOfDay(number(9), number(10), 0) * (parts[8] === '-' ? -1 : 1)
  const ms = number(6) * 1000 + Number(`0.${parts[7] ?? 0}`) * 1000
  const day = dayNumber(number(1), number(2), number(3))
  return inRange(day * dayMs + timeOfDay(number(4), number(5), ms) - offset)
}

/** Two digits at `index`, or NaN; several such sums are checked with one comparison at the end. */
function two(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48
  const ones = text.charCodeAt(index + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const punctuated = (text: string): boolean =>
  text.charCodeAt(4) === 45 &&
  text.charCodeAt(7) === 45 &&
  text.charCodeAt(10) === 84 &&
  text.charCodeAt(13) === 58 &&
  text.charCodeAt(16) === 58 &&
  text.charCodeAt(19) === 46 &&
  text.charCodeAt(23) === 90

/** `2026-11-22T10:00:00.000Z`, our own spelling, read without a regular expression because every sample has one. */
function parseOwnIso(text: string): number | undefined {
  const year = two(text, 0) * 100 + two(text, 2)
  const ms = two(text, 17) * 1000 + two(text, 20) * 10 + (text.charCodeAt(22) - 48)
  const last = text.charCodeAt(22)
  if (last < 48 || last > 57) return undefined
  return inRange(dayNumber(year, two(text, 5), two(text, 8)) * dayMs + timeOfDay(two(text, 11), two(text, 14), ms))
}

const parseIso = (text: string): number | undefined =>
  text.length === 24 && punctuated(text) ? parseOwnIso(text) : parseAnyIso(text)

/**
 * Reads an instant: ISO 8601 text with an offset, or epoch milliseconds as a number; rounded to the millisecond.
 * Undefined when it is neither, names no instant (30 February, no offset) or is outside 1970 to 9999.
 */
export function parseInstant(value: unknown): number | undefined {
  if (typeof value === 'string') return parseIso(value)
  return typeof value === 'number' ? inRange(value) : undefined
}

/** ISO 8601 in UTC with milliseconds. */
export const isoTime = (ms: number): string => new Date(ms).toISOString()
