import type { Span } from '../../health/clock.js'
import type { ActivityLap, RecordedActivity } from './recorded-activity.js'

/** A timer event of a file: `running` after it or not. */
export interface TimerMark {
  readonly at: number
  readonly running: boolean
}

/**
 * The spans in which the timer ran: a start opens one, a stop closes it, a stop without a running timer and a start
 * with one say nothing, and a span that is still open ends with the last record. Half a pair has no span.
 */
export const timerSpans = (marks: readonly TimerMark[], lastRecord: number): readonly Span[] => {
  const spans: Span[] = []
  let since: number | undefined
  for (const { at, running } of marks.toSorted((one, other) => one.at - other.at)) {
    if (running) since ??= at
    else if (since !== undefined) {
      spans.push({ start: since, end: at })
      since = undefined
    }
  }
  if (since !== undefined && lastRecord > since) spans.push({ start: since, end: lastRecord })
  return spans.filter((span) => span.end > span.start)
}

/** How far a file's events and its summary may be apart for the summary to be believed, ms. */
const agreementMs = 2000
/** How much later than declared the end may come so that the last record is still in, ms. */
const lastRecordMs = 500

/**
 * The timer spans with the end where the summary has it: events are cut to whole seconds, the summary is not. Without
 * timer events there is one span, from the first record to the last.
 */
export const runningSpans = (activity: RecordedActivity): readonly Span[] => {
  const { records, timer, summary } = activity
  const [first, last] = [records[0]?.at ?? 0, records.at(-1)?.at ?? 0]
  const spans = timer.length > 0 ? joined(timer) : [{ start: first, end: last }]
  const final = spans.at(-1) as Span
  const declaredEnd = final.end + (summary.timer ?? Number.NaN) * 1000 - lengthOf(spans)
  if (!(Math.abs(declaredEnd - final.end) <= agreementMs && declaredEnd > final.start)) return spans
  const end = last >= declaredEnd && last < declaredEnd + lastRecordMs ? last + 1 : Math.round(declaredEnd)
  return [...spans.slice(0, -1), { start: final.start, end }]
}

/** Spans that touch or overlap are one: there is no pause of no length, and none that ends before it begins. */
const joined = (spans: readonly Span[]): readonly Span[] => {
  const apart: Span[] = []
  for (const span of spans) {
    const previous = apart.at(-1)
    if (previous === undefined || span.start > previous.end) apart.push(span)
    else apart[apart.length - 1] = { start: previous.start, end: Math.max(previous.end, span.end) }
  }
  return apart
}

/** ms together. */
export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.end - span.start, 0)

/** The instant at which the timer shows `elapsed` ms; at a pause, its beginning. Undefined beyond the end. */
const instantAt = (spans: readonly Span[], elapsed: number): number | undefined => {
  let passed = 0
  for (const { start, end } of spans) {
    if (passed + end - start >= elapsed) return start + elapsed - passed
    passed += end - start
  }
  return undefined
}

/**
 * Where each lap ends but the last, epoch ms. Laps are laid end to end by their timer lengths, because their start times
 * are cut to whole seconds; by start times when a lap does not say how long it is.
 */
export const lapMarks = (laps: readonly ActivityLap[], spans: readonly Span[]): readonly number[] => {
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0]
  const marks = laps.every((lap) => lap.timer !== undefined)
    ? timerSums(laps.slice(0, -1)).map((elapsed) => instantAt(spans, Math.round(elapsed * 1000)) ?? end)
    : laps.slice(1).map((lap) => lap.start)
  return marks.filter((mark) => mark > start && mark < end)
}

const timerSums = (laps: readonly ActivityLap[]): readonly number[] => {
  let sum = 0
  return laps.map((lap) => {
    sum += lap.timer ?? 0
    return sum
  })
}
