import type { Span } from '../../health/clock.js'
import { inTimeOrder } from '../../health/exercise/timer.js'
import type { WorkoutEvent } from '../../health/workout.js'

/** The spans in time order, those that touch or overlap as one; what has no length is left out. */
export function union(spans: readonly Span[]): readonly Span[] {
  const ordered = spans.filter(({ start, end }) => start < end).toSorted((one, other) => one.start - other.start)
  const joined: Span[] = []
  for (const span of ordered) {
    const last = joined.at(-1)
    if (last === undefined || span.start > last.end) joined.push(span)
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
  }
  return joined
}

/** What of the spans lies in another one. */
export const within = (spans: readonly Span[], { start, end }: Span): readonly Span[] =>
  spans
    .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    .filter((span) => span.start < span.end)

/** Whether the event starts or stops the timer. */
export const isToggle = ({ event }: WorkoutEvent): boolean => event === 'pause' || event === 'resume'

/**
 * The pauses and resumes of a workout whose timer runs in these spans. Where one was known already, it is that one, with
 * what was said of it.
 */
export function timerEvents(
  running: readonly Span[],
  whole: Span,
  known: readonly WorkoutEvent[],
): readonly WorkoutEvent[] {
  const eventAt = (event: 'pause' | 'resume', at: number): WorkoutEvent =>
    known.find((one) => one.event === event && one.at === at) ?? { event, at }
  const borders = running.flatMap(({ start, end }) => [
    ...(start > whole.start ? [eventAt('resume', start)] : []),
    ...(end < whole.end ? [eventAt('pause', end)] : []),
  ])
  const startsPaused = (running[0]?.start ?? whole.end) > whole.start
  return inTimeOrder([...(startsPaused ? [eventAt('pause', whole.start)] : []), ...borders])
}
