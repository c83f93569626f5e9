import type { Span } from '../health/clock.js'
import type { QuantityTypeName } from '../health/type.js'
import type { WorkoutEvent } from '../health/workout.js'
import { type Carried, partKept } from './carried.js'
import { type Facts, instantOf, partsIn } from './facts.js'
import type { StepEnd } from './plan.js'
import { type Form, heartRateOf } from './target.js'

/** What decides where a step ends. Epoch ms. */
export interface Course {
  readonly facts: Facts
  /** What is known of the time before the facts. */
  readonly carried?: Carried | undefined
  readonly form: Form
  /** What the workout's distance is of. */
  readonly distanceType: QuantityTypeName
  /** Where the timer runs. */
  readonly spans: readonly Span[]
  /** What was pressed, in time order. */
  readonly presses: readonly Press[]
}

/** The lap button, or the wish to go on to the next step. */
export interface Press {
  readonly by: 'lap' | 'next'
  readonly at: number
}

/** Where a step lay, and whether it was left before its own end. */
export interface StepSpan extends Span {
  readonly outcome: 'completed' | 'skipped'
}

/** The presses among a workout's events: laps that ended by themselves are none. */
export const pressesIn = (events: readonly WorkoutEvent[]): readonly Press[] =>
  events
    .flatMap(({ event, at, metadata }): readonly Press[] => {
      if (event === 'segment' && metadata?.next === true) return [{ by: 'next', at }]
      return event === 'lap' && metadata?.automatic !== true ? [{ by: 'lap', at }] : []
    })
    .sort((a, b) => a.at - b.at)

const timeEnd = (spans: readonly Span[], seconds: number, from: number): number | undefined => {
  let rest = seconds * 1_000
  for (const { start, end } of spans) {
    const since = Math.max(start, from)
    if (end <= since) continue
    if (end - since >= rest) return since + rest
    rest -= end - since
  }
  return undefined
}

const heartRateEnd = (
  { facts, form, carried }: Course,
  end: Extract<StepEnd, { by: `heartRate${string}` }>,
  from: number,
): number | undefined => {
  const limit = heartRateOf(end, form)
  if (limit === undefined) return undefined
  const isReached = (value: number) => (end.by === 'heartRateAbove' ? value >= limit : value <= limit)
  const { kept } = partKept(carried, { start: from, end: Number.POSITIVE_INFINITY })
  for (const [{ value, start }] of partsIn(facts.of('heartRate'), kept)) if (isReached(value)) return start
  return undefined
}

/** When a step that began at an instant ends by itself; undefined when it does not, as far as is known. */
const ownEnd = (course: Course, end: StepEnd, from: number): number | undefined => {
  if (end.by === 'lap' || end.by === 'open') return undefined
  if (end.by === 'heartRateAbove' || end.by === 'heartRateBelow') return heartRateEnd(course, end, from)
  if (end.by === 'time') return timeEnd(course.spans, end.value, from)
  const type = end.by === 'distance' ? course.distanceType : 'activeEnergyBurned'
  const { before, kept } = partKept(course.carried, { start: from, end: Number.POSITIVE_INFINITY })
  return instantOf(course.facts.of(type), end.value - (before?.amounts.get(type) ?? 0), kept.start)
}

/**
 * The span of a step that begins at an instant, when it is over by `until`. A press at the very instant of the step's
 * own end is spent on it, so that a device with a clock of whole seconds does not skip the step after.
 */
export const stepSpan = (course: Course, end: StepEnd, { start, end: until }: Span): StepSpan | undefined => {
  const own = ownEnd(course, end, start) ?? Number.POSITIVE_INFINITY
  const press = course.presses.find(({ by, at }) => at > start && (by === 'next' || end.by === 'lap'))
  if (press !== undefined && press.at < own && press.at <= until)
    return { start, end: press.at, outcome: end.by === 'lap' || end.by === 'open' ? 'completed' : 'skipped' }
  return own <= until ? { start, end: own, outcome: 'completed' } : undefined
}
