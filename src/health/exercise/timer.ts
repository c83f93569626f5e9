import type { Span } from '../clock.js'
import type { WorkoutEvent } from '../workout.js'

/** What decides how long a workout's timer has run: its start, its end once it has one, and its events. */
export interface TimedWorkout {
  readonly start: number
  readonly end?: number | undefined
  readonly events: readonly WorkoutEvent[]
}

/** Ordered by time; of one instant, in the order they were recorded. */
export const inTimeOrder = (events: readonly WorkoutEvent[]): readonly WorkoutEvent[] =>
  events.toSorted((a, b) => a.at - b.at)

/**
 * The spans in which the timer runs, oldest first. A workout starts running; a redundant pause or resume changes
 * nothing (HKWorkoutEvent). The last span of a running workout ends at infinity.
 */
export const timerSpans = ({ start, end = Number.POSITIVE_INFINITY, events }: TimedWorkout): readonly Span[] => {
  const spans: Span[] = []
  let since: number | undefined = start
  for (const { event, at } of inTimeOrder(events)) {
    const instant = Math.min(Math.max(at, start), end)
    if (event === 'pause' && since !== undefined) {
      spans.push({ start: since, end: instant })
      since = undefined
    } else if (event === 'resume' && since === undefined) since = instant
  }
  return since === undefined ? spans : [...spans, { start: since, end }]
}

/** How much of a span lies in timer time, ms. */
export const timerTime = (spans: readonly Span[], { start, end }: Span): number =>
  spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.end, end) - Math.max(span.start, start)), 0)

/**
 * When the timer had run for so many ms. Where it paused at that very moment, that is when a stretch starts (after the
 * pause) or ends (before it).
 */
export const instantOf = (spans: readonly Span[], timerMs: number, border: 'start' | 'end'): number => {
  let left = timerMs
  for (const { start, end } of spans) {
    const length = end - start
    if (left < length || (left === length && border === 'end')) return start + left
    left -= length
  }
  return (spans.at(-1)?.end ?? 0) + left
}

/** When the timer has run for `ms` since an instant; infinity when it never will. */
export const instantAfter = (spans: readonly Span[], from: number, ms: number): number => {
  let rest = ms
  for (const { start, end } of spans) {
    const since = Math.max(start, from)
    if (end <= since) continue
    if (rest <= end - since) return since + rest
    rest -= end - since
  }
  return Number.POSITIVE_INFINITY
}

/**
 * The span of timer time that holds an instant. What is read at the very instant of a pause is not in it any more; what
 * is read at the workout's end still is, since it is the state in which it ended.
 */
export const timerSpanAt = (spans: readonly Span[], at: number, end?: number): Span | undefined =>
  spans.findLast((span) => span.start <= at && (at < span.end || (at === span.end && at === end)))

/** Seconds from the start to `at` without pauses: 0 before the start, fixed after the end. */
export const elapsedAt = (workout: TimedWorkout, at: number): number =>
  timerTime(timerSpans(workout), { start: workout.start, end: at }) / 1_000

/** Whether the timer stands still at an instant between start and end. */
export const isPausedAt = (workout: TimedWorkout, at: number): boolean =>
  !timerSpans(workout).some((span) => span.start <= at && at < span.end)

/** When the timer was last paused or resumed; undefined when it never was. */
export const lastToggle = ({ events }: TimedWorkout): number | undefined =>
  inTimeOrder(events).findLast(({ event }) => event === 'pause' || event === 'resume')?.at
