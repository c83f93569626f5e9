import { Temporal } from 'temporal-polyfill'
import type { Span } from '../../../src/health/clock.js'

/** How time is cut: a bucket begins at `anchor`, epoch ms, and they go on both ways. */
export interface Cut {
  readonly interval: string
  readonly zone: string
  readonly anchor: number
}

/** An ISO duration, so many times. */
const times = (interval: string, count: number): Temporal.Duration => {
  const { months, weeks, days, hours } = Temporal.Duration.from(interval)
  return Temporal.Duration.from({
    months: months * count,
    weeks: weeks * count,
    days: days * count,
    hours: hours * count,
  })
}

/** Steps from the anchor, away from it, until a border has passed `end`. */
const stepped = ({ interval, zone, anchor }: Cut, direction: 1 | -1, end: number): number[] => {
  const first = Temporal.Instant.fromEpochMilliseconds(anchor).toZonedDateTimeISO(zone)
  const borders: number[] = []
  for (let count = 1; ; count += 1) {
    const border = first.add(times(interval, direction * count)).epochMilliseconds
    borders.push(border)
    if (direction === 1 ? border >= end : border <= end) return borders
  }
}

/** The buckets that have some of a window, one step after the other from the anchor; those without time left out. */
export const bruteBuckets = (cut: Cut, { start, end }: Span): Span[] => {
  const borders = [...stepped(cut, -1, start).reverse(), cut.anchor, ...stepped(cut, 1, end)]
  return borders
    .slice(1)
    .map((to, at) => ({ start: borders[at] as number, end: to }))
    .filter((bucket) => bucket.start < bucket.end && bucket.start < end && bucket.end > start)
}
