import { type Fault, invalidArgument } from '../error.js'
import { dayMs } from '../time.js'

/**
 * How long a bucket is. Months and days follow the calendar, so a day has 23, 24 or 25 hours; `ms` is exact time. A
 * year is twelve months and a week seven days.
 */
export interface Interval {
  readonly months: number
  readonly days: number
  readonly ms: number
}

const hourMs = 3_600_000
const minuteMs = 60_000
const daysPerMonth = 146_097 / 4_800 // 400 years of the Gregorian calendar
const longestMs = 36_525 * dayMs

const pattern =
  /^P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,3}))?S)?)?$/

const refusal = (message: string, pointer: string) => {
  const fault: Fault = { pointer, message }
  return invalidArgument(`the interval ${message}`, [fault])
}

/** How long the interval is on average, ms. */
export const averageMs = ({ months, days, ms }: Interval): number => (months * daysPerMonth + days) * dayMs + ms

/** Whether the interval has a part that follows the calendar. */
export const followsCalendar = ({ months, days }: Interval): boolean => months > 0 || days > 0

/**
 * Reads an ISO 8601 duration as the length of a bucket: `P1D`, `PT1H`, `P1M`, `P1W`, `P1Y`, `PT5M`, `P1DT12H`. Throws
 * `invalidArgument` at `pointer` when it is none, is zero, has a sign, or is longer than a hundred years.
 */
export function parseInterval(text: string, pointer = '/interval'): Interval {
  const parts = pattern.exec(text)
  if (parts === null || /[PT]$/.test(text)) throw refusal('is no ISO 8601 duration such as P1D or PT1H', pointer)
  const number = (index: number): number => Number(parts[index] ?? 0)
  const seconds = number(7) * 1_000 + Number((parts[8] ?? '').padEnd(3, '0'))
  const interval = {
    months: number(1) * 12 + number(2),
    days: number(3) * 7 + number(4),
    ms: number(5) * hourMs + number(6) * minuteMs + seconds,
  }
  const length = averageMs(interval)
  if (length === 0) throw refusal('is zero', pointer)
  if (length > longestMs) throw refusal('is longer than a hundred years', pointer)
  return interval
}
