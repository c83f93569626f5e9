import type { Span } from '../clock.js'
import { invalidArgument } from '../error.js'
import { type BucketRange, bucketRange, bucketsIn, type Calendar, checkCount } from './buckets.js'

/** A bucket: `start` and `end` are its borders, `counted` is what of it lies in the window that was asked for. */
export interface Bucket extends Span {
  readonly counted: Span
}

/** Some of a collection's buckets, in order; with `cursor` there are more. */
export interface BucketPage {
  readonly buckets: readonly Bucket[]
  readonly cursor?: string | undefined
}

/** Where the next page begins, and the anchor, lest a collection that named none be cut otherwise by then. Epoch ms. */
export interface BucketCursor {
  readonly start: number
  readonly anchor: number
}

const cursorText = ({ start, anchor }: BucketCursor): string => `${start}_${anchor}`

/** Reads a page's cursor. Throws `invalidArgument` when it is none. */
export function parseBucketCursor(text: string): BucketCursor {
  const [, start, anchor] = /^(-?\d{1,15})_(-?\d{1,15})$/.exec(text) ?? []
  if (start !== undefined && anchor !== undefined) return { start: Number(start), anchor: Number(anchor) }
  throw invalidArgument('the cursor is malformed', [{ pointer: '/cursor', message: 'malformed' }])
}

const within =
  (window: Span) =>
  (borders: Span): Bucket => ({
    ...borders,
    counted: { start: Math.max(borders.start, window.start), end: Math.min(borders.end, window.end) },
  })

/** The buckets of a range that lie, in whole or in part, in a window. */
const bucketsOf = (calendar: Calendar, range: BucketRange, window: Span): readonly Bucket[] =>
  bucketsIn(calendar, range).map(within(window))

/** All buckets that have some of a window; `invalidArgument` when there are too many for a collection. */
export function bucketsOfWindow(calendar: Calendar, window: Span): readonly Bucket[] {
  const range = bucketRange(calendar, window)
  checkCount(range)
  return bucketsOf(calendar, range, window)
}

/** The first of them, at most `limit`. */
export function bucketPage(calendar: Calendar, window: Span, limit: number): BucketPage {
  const range = bucketRange(calendar, window)
  checkCount(range)
  const buckets = bucketsOf(calendar, { ...range, count: Math.min(range.count, limit) }, window)
  const last = buckets.at(-1)
  if (range.count <= limit || last === undefined) return { buckets }
  return { buckets, cursor: cursorText({ start: last.end, anchor: calendar.anchor }) }
}
