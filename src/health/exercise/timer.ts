import type { Span } from '../clock.js'
import type { PausedBy, WorkoutEvent } from '../workout.js'

/**
 * What decides how long a workout's timer has run: its start, its end once it has one, and its events. A record has
 * `elapsed` (s) as well, which tells whether pauses detected by motion stopped its timer: those of a session do, those of
 * an Apple Watch may not.
 */
export interface TimedWorkout {
  readonly start: number
  readonly end?: number | undefined
  readonly events: readonly WorkoutEvent[]
  readonly elapsed?: number | undefined
}

/** Ordered by time; of one instant, in the order they were recorded. */
export const inTimeOrder = (events: readonly WorkoutEvent[]): readonly WorkoutEvent[] =>
  events.toSorted((a, b) => a.at - b.at)

/** The pauses that are on: the timer runs when neither is. */
export interface PauseLayers {
  readonly hand: boolean
  readonly motion: boolean
}

const running: PauseLayers = { hand: false, motion: false }

// Only the person ends a pause by hand, and thereby one for lack of motion as well.
const after = (layers: PauseLayers, { event }: WorkoutEvent): PauseLayers => {
  if (event === 'pause') return { ...layers, hand: true }
  if (event === 'resume') return running
  if (event === 'motionPaused') return { ...layers, motion: true }
  return event === 'motionResumed' ? { ...layers, motion: false } : layers
}

const isPause = ({ hand, motion }: PauseLayers): boolean => hand || motion

const spansOf = ({ start, end = Number.POSITIVE_INFINITY, events }: TimedWorkout): readonly Span[] => {
  const spans: Span[] = []
  let since: number | undefined = start
  let layers = running
  for (const event of inTimeOrder(events)) {
    // What happened after the end is of no workout any more: an orphan's ends before its last command.
    if (event.at > end) break
    const instant = Math.max(event.at, start)
    layers = after(layers, event)
    if (isPause(layers) && since !== undefined) {
      spans.push({ start: since, end: instant })
      since = undefined
    } else if (!isPause(layers)) since ??= instant
  }
  return since === undefined ? spans : spans.concat({ start: since, end })
}

const isToggle = ({ event }: WorkoutEvent): boolean => event === 'pause' || event === 'resume'

const isOfMotion = ({ event }: WorkoutEvent): boolean => event === 'motionPaused' || event === 'motionResumed'

/**
 * The spans in which the timer runs, oldest first. A workout starts running; a redundant pause or resume changes
 * nothing (HKWorkoutEvent). The last span of a running workout ends at infinity.
 */
export const timerSpans = (workout: TimedWorkout): readonly Span[] => {
  const spans = spansOf(workout)
  const { elapsed, events } = workout
  if (elapsed === undefined || !events.some(isOfMotion)) return spans
  const byHand = spansOf({ ...workout, events: events.filter((event) => !isOfMotion(event)) })
  const error = (one: readonly Span[]) =>
    Math.abs(one.reduce((sum, span) => sum + span.end - span.start, 0) - elapsed * 1_000)
  return error(byHand) < error(spans) ? byHand : spans
}

/** What of the spans lies in another one. */
export const within = (spans: readonly Span[], { start, end }: Span): readonly Span[] =>
  spans
    .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    .filter((span) => span.start < span.end)

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
export const timerSpanAt = (spans: readonly Span[], at: number, end?: number): Span | undefined => {
  const last = spans.at(-1)
  if (last && last.start <= at && at < last.end) return last
  return spans.findLast((span) => span.start <= at && (at < span.end || (at === span.end && at === end)))
}

/** Seconds from the start to `at` without pauses: 0 before the start, fixed after the end. */
export const elapsedAt = (workout: TimedWorkout, at: number): number =>
  timerTime(timerSpans(workout), { start: workout.start, end: at }) / 1_000

/** Which pauses are on at an instant. */
export const layersAt = ({ events }: Pick<TimedWorkout, 'events'>, at: number): PauseLayers =>
  inTimeOrder(events)
    .filter((event) => event.at <= at)
    .reduce(after, running)

/** Who has stopped the timer in the end, as far as it is known; undefined while it runs. The person comes first. */
export const pausedBy = (workout: Pick<TimedWorkout, 'events'>): PausedBy | undefined => {
  const { hand, motion } = layersAt(workout, Number.POSITIVE_INFINITY)
  if (hand) return 'hand'
  return motion ? 'motion' : undefined
}

/** When the timer was last paused or resumed; undefined when it never was. */
export const lastToggle = ({ events }: Pick<TimedWorkout, 'events'>): number | undefined =>
  inTimeOrder(events).findLast((event) => isToggle(event) || isOfMotion(event))?.at
