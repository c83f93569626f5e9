import type { Span } from '../../health/clock.js'
import type { RecordedActivity } from './recorded-activity.js'
import { type Records, some } from './records.js'

/** A way that was gone in a span, m. */
export interface Stretch extends Span {
  readonly metres: number
}

/** How much of the declared distance may be missing after the last record and still be believed. */
const tailShare = 0.01

/**
 * The way between records, only while the timer runs: what a file's running total gains over a pause belongs to the time
 * after it, and what it gains in no time at all (a first record at the start) to the next stretch. The summary knows what
 * came after the last record.
 */
function* steps(activity: RecordedActivity, spans: readonly Span[]): Generator<Stretch> {
  let passed = 0
  let total = distanceAtStart(activity)
  for (const { at, distance, since } of running(activity, spans)) {
    const start = Math.max(passed, since)
    if (distance < total) total = distance // the device began again
    if (at <= start) continue
    yield { start, end: at, metres: distance - total }
    passed = at
    total = distance
  }
}

/** The way between records; undefined when the total never leaves 0: that is no sensor. */
export const stretches = (activity: RecordedActivity, spans: readonly Span[]): Iterable<Stretch> | undefined =>
  some(steps(activity, spans), ({ metres }) => metres > 0) ? steps(activity, spans) : undefined

/** What a running total is at first and at last; nothing where no record tells. */
function endsOfTotal(records: Records): { readonly first?: number; readonly last?: number } {
  let ends: { readonly first?: number; readonly last?: number } = {}
  for (const { distance } of records)
    if (distance !== undefined) ends = { first: ends.first ?? distance, last: distance }
  return ends
}

/** A running total may go on from another ride: it does when what the summary says is what was added to it. */
const distanceAtStart = ({ records, summary }: RecordedActivity): number => {
  const { first = 0, last = 0 } = endsOfTotal(records)
  const { distance: declared = last } = summary
  return Math.abs(last - first - declared) < Math.abs(last - declared) && first > declared * tailShare ? first : 0
}

/** A running total of metres, and since when the timer had been running. */
interface Point {
  readonly at: number
  readonly distance: number
  readonly since: number
}

function* running({ records, summary }: RecordedActivity, spans: readonly Span[]): Generator<Point> {
  let last: number | undefined
  let index = 0
  for (const { at, distance } of records) {
    if (distance === undefined) continue
    last = distance
    while (at > (spans[index]?.end ?? Number.POSITIVE_INFINITY)) index++
    const span = spans[index]
    if (span !== undefined && at >= span.start) yield { at, distance, since: span.start }
  }
  const final = spans.at(-1)
  if (last === undefined || final === undefined) return
  yield { at: final.end, distance: finalDistance(last, summary.distance), since: final.start }
}

const finalDistance = (last: number, declared = last): number =>
  declared > last && declared - last <= declared * tailShare ? declared : last
