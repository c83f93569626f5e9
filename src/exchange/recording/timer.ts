import type { Span } from '../../health/clock.js'
import { withoutPauses, withPauses } from './holes.js'
import type { ActivityLap, RecordedActivity } from './recorded-activity.js'

/** A timer event of a file: `running` after it or not. */
export interface TimerMark {
  readonly at: number
  readonly running: boolean
}

/**
 * The spans in which the timer ran: a start opens one, a stop closes it, a stop without a running timer and a start
 * with one say nothing, and a span that is still open ends with the last record. What stops first ran since the first
 * record.
 */
export const timerSpans = (marks: readonly TimerMark[], recorded: Span): readonly Span[] => {
  const spans: Span[] = []
  const ordered = marks.toSorted((one, other) => one.at - other.at)
  let since = ordered[0]?.running === false ? recorded.start : undefined
  for (const { at, running } of ordered) {
    if (running) since ??= at
    else if (since !== undefined) {
      spans.push({ start: since, end: at })
      since = undefined
    }
  }
  if (since !== undefined && recorded.end > since) spans.push({ start: since, end: recorded.end })
  return spans.filter((span) => span.end > span.start)
}

/** How far a file's events and its summary may be apart for the summary to be believed, ms. */
const agreementMs = 2000
/** How much later than declared the end may come so that the last record is still in, ms. */
const lastRecordMs = 500
/** How far the summary's start and end may be from the records where there are no timer events, ms. */
const leadMs = 3_600_000

/**
 * The timer spans with the end where the summary has it: events are cut to whole seconds, the summary is not. Without
 * timer events there is one span, from the first record to the last, or as the summary has it. Where the summary says that
 * the timer ran for less, it stood still in the holes between records; where for more, the shortest pauses were none.
 */
export const runningSpans = (activity: RecordedActivity): readonly Span[] => {
  const spans = activity.timer.length > 0 ? joined(activity.timer) : [untimedSpan(activity)]
  return ended(withHoles(spans, activity), activity)
}

const untimedSpan = ({ records, summary }: RecordedActivity): Span => {
  const { start = Number.NaN, timer = 0 } = summary
  const end = summary.end ?? start + timer * 1_000
  const [first, last] = [records.at(0)?.at ?? start, records.at(-1)?.at ?? end]
  const isBefore = start <= first && first - start <= leadMs
  const isAfter = end >= last && end - last <= leadMs
  return { start: isBefore ? start : first, end: isAfter ? Math.round(end) : last }
}

const withHoles = (spans: readonly Span[], { records, summary }: RecordedActivity): readonly Span[] => {
  const missing = lengthOf(spans) - (summary.timer ?? Number.NaN) * 1_000
  if (missing > agreementMs) return withPauses(spans, { records, missing, agreement: agreementMs })
  return -missing > agreementMs ? withoutPauses(spans, { missing: -missing, agreement: agreementMs }) : spans
}

const ended = (spans: readonly Span[], { records, summary }: RecordedActivity): readonly Span[] => {
  const last = records.at(-1)?.at ?? 0
  const final = spans.at(-1) ?? { start: 0, end: 0 }
  const declaredEnd = final.end + (summary.timer ?? Number.NaN) * 1000 - lengthOf(spans)
  const isNear = Math.abs(declaredEnd - final.end) <= agreementMs && declaredEnd > final.start
  const wentOn = declaredEnd > final.end && declaredEnd <= last + agreementMs
  if (!(isNear || wentOn)) return spans
  const end = last >= declaredEnd && last < declaredEnd + lastRecordMs ? last : Math.round(declaredEnd)
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

/** What the timer shows at an instant, ms. */
const shownAt = (spans: readonly Span[], at: number): number =>
  lengthOf(spans.filter(({ start }) => start < at).map(({ start, end }) => ({ start, end: Math.min(end, at) })))

/**
 * Where each lap ends but the last, epoch ms. Laps are laid end to end by their timer lengths, because their start times
 * are cut to whole seconds; a lap whose start is elsewhere than where the lengths before it end, or that does not say how
 * long it is, is taken at its word.
 */
export const lapMarks = (laps: readonly ActivityLap[], spans: readonly Span[]): readonly number[] => {
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0]
  let shown = 0
  const marks = laps.slice(1).map((lap, index) => {
    const { timer = Number.NaN, start: before } = laps[index] ?? lap
    const [summed, told] = [shown + timer * 1_000, shownAt(spans, lap.start)]
    const isTold = lap.start > before && lap.start > start && lap.start < end
    const isSummed = Math.abs(summed - told) <= agreementMs || (!isTold && !Number.isNaN(summed))
    shown = isSummed ? summed : told
    return isSummed ? (instantAt(spans, Math.round(summed)) ?? end) : lap.start
  })
  return marks.filter((mark) => mark > start && mark < end)
}
