import type { Span } from '../health/clock.js'
import { timerTime } from '../health/exercise/timer.js'
import type { QuantityTypeName } from '../health/type.js'
import { alertOf, averagesIn, type Missed } from './alert.js'
import type { Course } from './borders.js'
import { partKept, type Weight } from './carried.js'
import { amountIn, type Fact, partsIn } from './facts.js'
import type { Step } from './plan.js'
import type { ResolvedTarget } from './target.js'

/** A step and where it lies on its course; epoch ms. */
export interface StepCourse extends Span {
  readonly course: Course
  readonly step: Step
}

/** Seconds without pauses. */
export const elapsedIn = ({ spans }: Course, span: Span): number => timerTime(spans, span) / 1_000

/** Of a step without a time there is nothing to be a share of. */
export const shareOf = ({ course, step, start }: StepCourse, at: number): number =>
  step.end.by === 'time' ? elapsedIn(course, { start, end: at }) / step.end.value : 0

/** How much came in a step. */
export const amountOf = ({ facts, carried }: Course, type: QuantityTypeName, span: Span): number => {
  const { before, kept } = partKept(carried, span)
  return (before?.amounts.get(type) ?? 0) + amountIn(facts.of(type), kept)
}

/** What its values weigh. */
export const weightOf = ({ facts, carried }: Course, type: QuantityTypeName, span: Span): Weight => {
  const { before, kept } = partKept(carried, span)
  let { sum, time } = before?.weights.get(type) ?? { sum: 0, time: 0 }
  for (const [{ value, start, end }] of partsIn(facts.of(type), kept)) {
    sum += value * (end - start)
    time += end - start
  }
  return { sum, time }
}

/** How long a target was met, ms. */
export const metIn = (step: StepCourse, target: ResolvedTarget): number => {
  const { facts, carried } = step.course
  const { before, kept } = partKept(carried, step)
  let milliseconds = before?.met.get(target.type) ?? 0
  for (const [{ value, start, end }] of partsIn(facts.of(target.type), kept))
    if (target.side(value, shareOf(step, (start + end) / 2)) === 0) milliseconds += end - start
  return milliseconds
}

/** On which side a target is missed at the end of a step's span, and since when. */
export const missedIn = (step: StepCourse, target: ResolvedTarget): Missed | undefined => {
  const { facts, carried } = step.course
  const { before, kept } = partKept(carried, step)
  const side = (fact: Fact) => target.side(fact.value, shareOf(step, fact.start))
  const values = facts.of(target.type)
  const isAverage = step.step.alert?.metric === 'average'
  const judged = isAverage ? averagesIn(values, kept, before?.weights.get(target.type)) : values
  const missed = alertOf(judged, kept, side)
  const earlier = before?.missed.get(target.type)
  const goesOn = missed?.since === kept.start && earlier?.until === kept.start && earlier.side === missed.side
  return goesOn ? { ...missed, since: earlier.since } : missed
}
