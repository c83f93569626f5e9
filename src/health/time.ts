/** First instant beyond what ISO 8601 writes with four digits of year: 10000-01-01, epoch ms. */
export const timeLimit = 253_402_300_800_000

/** HealthKit's `Date.distantFuture`, 4001-01-01: the end of a sample of which nobody knows the end yet, epoch ms. */
export const distantFuture = 64_092_211_200_000

/** ISO 8601 date and time with an offset; seconds and their fraction may be left out. */
export const isoTimePattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?:Z|([+-])(\d{2}):?(\d{2})?)$/

const minuteMs = 60_000
/** Length of a UTC day, ms. */
export const dayMs = 86_400_000
const daysToMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days since 1970-01-01 in the Gregorian calendar, or NaN when there is no such day. */
export function dayNumber(year: number, month: number, day: number): number {
  if (year > 9999 || month < 1 || month > 12 || day < 1) return Number.NaN
  const leap = isLeap(year)
  const before = daysToMonth[month - 1] ?? 0
  const length = (daysToMonth[month] ?? 0) - before + (leap && month === 2 ? 1 : 0)
  if (day > length) return Number.NaN
  const past = year + 399 // whole years since 1 January -399, so that the divisions below stay above zero
  const leapDays = (past >> 2) - ((past / 100) | 0) + ((past / 400) | 0)
  return past * 365 + leapDays + before + (leap && month > 2 ? 1 : 0) + day - 865_260
}

/** Ms since midnight, or NaN when there is no such time; `ms` are those of the minute. */
export function timeOfDay(hour: number, minute: number, ms: number): number {
  return hour > 23 || minute > 59 || ms >= minuteMs ? Number.NaN : (hour * 60 + minute) * minuteMs + ms
}

// Rounding comes last, so that a fraction of a millisecond may carry into the next second.
const inRange = (ms: number): number | undefined => {
  const rounded = Math.round(ms)
  return ms >= 0 && rounded < timeLimit ? rounded : undefined
}

/** Of ISO 8601 text, epoch ms; NaN when it names no instant. */
function readIso(text: string): number {
  const parts = text.length > 48 ? null : isoTimePattern.exec(text)
  if (parts === null) return Number.NaN
  const number = (index: number): number => Number(parts[index] ?? 0)
  const offset = timeOfDay(number(9), number(10), 0) * (parts[8] === '-' ? -1 : 1)
  const ms = number(6) * 1000 + Number(`0.${parts[7] ?? 0}`) * 1000
  const day = dayNumber(number(1), number(2), number(3))
  return day * dayMs + timeOfDay(number(4), number(5), ms) - offset
}

const parseAnyIso = (text: string): number | undefined => inRange(readIso(text))

// Samples come by the thousand and each has its times, so these read digits without a branch: any other character makes
// a difference negative, its sign spread over all bits makes -1.
const signOf = (digit: number): number => (digit | (9 - digit)) >> 31

const one = (text: string, index: number): number => {
  const digit = text.charCodeAt(index) - 48
  return digit | signOf(digit)
}

const two = (text: string, index: number): number => {
  const tens = text.charCodeAt(index) - 48
  const ones = text.charCodeAt(index + 1) - 48
  return (tens * 10 + ones) | signOf(tens) | signOf(ones)
}

const punctuated = (text: string): boolean =>
  text.charCodeAt(4) === 45 &&
  text.charCodeAt(7) === 45 &&
  text.charCodeAt(10) === 84 &&
  text.charCodeAt(13) === 58 &&
  text.charCodeAt(16) === 58 &&
  text.charCodeAt(19) === 46 &&
  text.charCodeAt(23) === 90

/** `2026-11-22T10:00:00.000Z`, our own spelling, read without a regular expression. */
function parseOwnIso(text: string): number | undefined {
  const century = two(text, 0)
  const year = two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  const hundredths = two(text, 20)
  const thousandth = one(text, 22)
  if ((century | year | month | day | hour | minute | second | hundredths | thousandth) < 0) return undefined
  const ms = second * 1000 + hundredths * 10 + thousandth
  const at = dayNumber(century * 100 + year, month, day) * dayMs + timeOfDay(hour, minute, ms)
  return at >= 0 ? at : undefined
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

/**
 * Reads a border of a window as `parseInstant` does; one before 1970, when nothing can begin yet, is 1970 itself. So
 * HealthKit's `Date.distantPast` leaves a window open.
 */
export function parseBorder(value: unknown): number | undefined {
  const at = typeof value === 'string' ? readIso(value) : value
  return typeof at === 'number' && Number.isFinite(at) && at < 0 ? 0 : parseInstant(value)
}

/** ISO 8601 in UTC with milliseconds. */
export const isoTime = (ms: number): string => new Date(ms).toISOString()

/** Whether nobody knows the end of a sample yet. */
export const hasUndeterminedDuration = ({ end }: { readonly end: number }): boolean => end >= distantFuture
