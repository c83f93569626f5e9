import type { Span } from '../../health/clock.js'
import type { RecordedActivity } from './recorded-activity.js'

/** A way that was gone in a span, m. */
export interface Stretch extends Span {
  readonly metres: number
}

/** How much of the declared distance may be missing after the last record and still be believed. */
const tailShare = 0.01

/**
 * The way between records, only while the timer runs: what a file's running total gains over a pause belongs to the time
 * after it, and what it gains in no time at all (a first record at the start) to the next stretch. The summary knows what
 * came after the last record. Nothing at all when the total never leaves 0: that is no sensor.
 */
export const stretches = (activity: RecordedActivity, spans: readonly Span[]): readonly Stretch[] => {
  const found: Stretch[] = []
  let [passed, total] = [0, 0]
  for (const { at, distance, since } of running(activity, spans)) {
    const start = Math.max(passed, since)
    if (distance < total) total = distance // the device began again
    if (at <= start) continue
    found.push({ start, end: at, metres: distance - total })
    passed = at
    total = distance
  }
  return found.some((stretch) => stretch.metres > 0) ? found : []
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
