import type { Span } from '../clock.js'
import { invalidArgument } from '../error.js'
import { dayMs } from '../time.js'
import { averageMs, followsCalendar, type Interval } from './interval.js'
import type { Zone } from './zone.js'

/**
 * A division of time into buckets (HKStatisticsCollectionQuery's anchor and interval components). One begins at
 * `anchor`, epoch ms, and they go on both ways from there; the anchor's time of day in the zone sets the cut.
 */
export interface Calendar {
  readonly interval: Interval
  readonly anchor: number
  readonly zone: Zone
}

/** Some buckets that follow each other, by their number: that of the one that begins at the anchor is 0. */
export interface BucketRange {
  readonly first: number
  readonly count: number
}

/** A collection has at most this many buckets. */
export const bucketsMax = 100_000

/** A local time some months and days later; a day that the month does not have is the month's last. */
const addToDate = (local: number, months: number, days: number): number => {
  const date = new Date(local)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const day = Math.min(date.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate())
  return Date.UTC(year, month, day + days) + (((local % dayMs) + dayMs) % dayMs)
}

/** Where a bucket begins. Counted from the anchor each time, so that months from a 31st come back to the 31st. */
const borderOf = ({ interval, anchor, zone }: Calendar, index: number): number => {
  const { months, days, ms } = interval
  if (index === 0 || !followsCalendar(interval)) return anchor + index * ms
  return zone.instantAt(addToDate(zone.localAt(anchor), index * months, index * days)) + index * ms
}

/** The number of the bucket that holds an instant. */
const indexAt = (calendar: Calendar, at: number): number => {
  let index = Math.floor((at - calendar.anchor) / averageMs(calendar.interval))
  while (borderOf(calendar, index) > at) index -= 1
  while (borderOf(calendar, index + 1) <= at) index += 1
  return index
}

/** The buckets that have some of a span. */
export function bucketRange(calendar: Calendar, { start, end }: Span): BucketRange {
  if (start >= end) return { first: 0, count: 0 }
  const first = indexAt(calendar, start)
  return { first, count: indexAt(calendar, end - 1) - first + 1 }
}

// Each year with its changes of the clocks costs a look into the time zone database, which takes a millisecond or two.
const longestMs = 300 * 366 * dayMs

const checkLength = ({ interval }: Calendar, { count }: BucketRange): void => {
  if (!followsCalendar(interval) || count * averageMs(interval) <= longestMs) return
  const message = 'makes buckets of more than 300 years; ask for fewer at once'
  throw invalidArgument(`the interval ${message}`, [{ pointer: '/interval', message }])
}

/**
 * The borders of buckets, in order. A bucket without time, of a day that a zone left out, is none. Throws
 * `invalidArgument` when buckets by the calendar reach over more than 300 years.
 */
export function bucketsIn(calendar: Calendar, range: BucketRange): readonly Span[] {
  checkLength(calendar, range)
  const { first, count } = range
  const borders = Array.from({ length: count + 1 }, (_, at) => borderOf(calendar, first + at))
  return borders.slice(1).flatMap((end, at) => {
    const start = borders[at] ?? end
    return start < end ? [{ start, end }] : []
  })
}

/** Throws `invalidArgument` with the number when there are more buckets than a collection has. */
export function checkCount({ count }: BucketRange): void {
  if (count <= bucketsMax) return
  const message = `makes ${count} buckets of the span; there may be ${bucketsMax}`
  throw invalidArgument(`the interval ${message}`, [{ pointer: '/interval', message }])
}

/** The buckets that have some of a span, in order; `invalidArgument` when there are more than `bucketsMax`. */
export function bucketsOver(calendar: Calendar, span: Span): readonly Span[] {
  const range = bucketRange(calendar, span)
  checkCount(range)
  return bucketsIn(calendar, range)
}

/** The bucket that holds an instant. */
export function bucketAt(calendar: Calendar, at: number): Span {
  const index = indexAt(calendar, at)
  return { start: borderOf(calendar, index), end: borderOf(calendar, index + 1) }
}
