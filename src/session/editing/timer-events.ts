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

const toggles: ReadonlySet<WorkoutEvent['event']> = new Set(['pause', 'resume', 'motionPaused', 'motionResumed'])

/** Whether the event starts or stops the timer. */
export const isToggle = ({ event }: WorkoutEvent): boolean => toggles.has(event)

/** A time in which the timer stands: without an end it lasts to that of the workout. */
interface Pause {
  readonly start: number
  readonly end?: number | undefined
}

const pausesBeside = (running: readonly Span[], whole: Span): readonly Pause[] =>
  [whole.start, ...running.map(({ end }) => end)]
    .map((start, index) => ({ start, end: running[index]?.start }))
    .filter(({ start, end = whole.end }) => start < end)

type Known = (event: WorkoutEvent['event'], at: number) => WorkoutEvent | undefined

// What motion ended was no pause by hand, which would outlast it; a resume by hand ends either.
const eventsOf = ({ start, end }: Pause, known: Known): readonly WorkoutEvent[] => {
  const stood = known('pause', start) ?? known('motionPaused', start)
  if (end === undefined) return [stood ?? { event: 'pause', at: start }]
  const moved = known('resume', end) === undefined ? known('motionResumed', end) : undefined
  if (moved) return [known('motionPaused', start) ?? { event: 'motionPaused', at: start }, moved]
  return [stood ?? { event: 'pause', at: start }, known('resume', end) ?? { event: 'resume', at: end }]
}

/**
 * The pauses and resumes of a workout whose timer runs in these spans. Where one was known already, it is that one, with
 * what was said of it.
 */
export function timerEvents(
  running: readonly Span[],
  whole: Span,
  known: readonly WorkoutEvent[],
): readonly WorkoutEvent[] {
  const knownAt: Known = (event, at) => known.find((one) => one.event === event && one.at === at)
  return inTimeOrder(pausesBeside(running, whole).flatMap((pause) => eventsOf(pause, knownAt)))
}
