import type { Span } from '../health/clock.js'
import type { StepRest } from '../health/exercise/followed-plan.js'
import type { Course } from './borders.js'
import type { StepEnd } from './plan.js'
import { amountOf } from './step-figures.js'
import { heartRateOf } from './target.js'

/** A step as far as it has come; `elapsed` in seconds without pauses. */
interface StepSoFar extends Span {
  readonly elapsed: number
}

const heartRateRest = (
  { facts, form }: Course,
  end: Extract<StepEnd, { by: `heartRate${string}` }>,
  at: number,
): number | undefined => {
  const limit = heartRateOf(end, form)
  const present = facts.of('heartRate').findLast(({ start }) => start <= at)
  if (limit === undefined || present === undefined) return undefined
  return Math.max(0, end.by === 'heartRateAbove' ? limit - present.value : present.value - limit)
}

const units = { time: 's', distance: 'm', energy: 'kcal', heartRateAbove: 'count/min', heartRateBelow: 'count/min' }

const amountLeft = (course: Course, end: StepEnd, soFar: StepSoFar): number | undefined => {
  if (end.by === 'lap' || end.by === 'open') return undefined
  if (end.by === 'heartRateAbove' || end.by === 'heartRateBelow') return heartRateRest(course, end, soFar.end)
  if (end.by === 'time') return Math.max(0, end.value - soFar.elapsed)
  const type = end.by === 'distance' ? course.distanceType : 'activeEnergyBurned'
  return Math.max(0, end.value - amountOf(course, type, soFar))
}

/** What is left of a step; undefined when a press ends it, or its heart rate is not known. */
export const restOf = (course: Course, end: StepEnd, soFar: StepSoFar): StepRest | undefined => {
  const value = amountLeft(course, end, soFar)
  if (value === undefined || end.by === 'lap' || end.by === 'open') return undefined
  return { by: end.by, value, unit: units[end.by] }
}
