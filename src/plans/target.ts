import type { PlannedTarget } from '../health/exercise/followed-plan.js'
import type { QuantityTypeName } from '../health/type.js'
import { quantityType } from '../health/type.js'
import { convert, parseUnit } from '../health/unit.js'
import type { RampTarget, RangeTarget, Reference, Step, StepEnd, Target, ThresholdTarget } from './plan.js'

/** What is known of the person that targets refer to: canonical units; borders between zones ascend. */
export interface Form extends Readonly<Partial<Record<Reference, number | undefined>>> {
  readonly zones: ReadonlyMap<QuantityTypeName, readonly number[]>
}

/** A target as it is at every moment of its step, and within what values count as meeting it. */
export interface ResolvedTarget {
  readonly type: QuantityTypeName
  /** At a share of the step's time, from 0 to 1. */
  at(progress: number): PlannedTarget
  /** -1 below it, 1 above it, 0 when it is met. */
  side(value: number, progress: number): -1 | 0 | 1
}

/** Nobody holds a single value exactly. */
const pointTolerance = 0.05

/** Makes the numbers of a target absolute; undefined when the person's figure is not known. */
const scaleOf = (
  { type, unit, of }: RangeTarget | ThresholdTarget | RampTarget,
  form: Form,
): ((value: number) => number) | undefined => {
  if (of !== undefined) {
    const figure = form[of]
    return figure === undefined ? undefined : (value) => value * figure
  }
  if (unit === undefined) return (value) => value
  const [from, to] = [parseUnit(unit), parseUnit(quantityType(type).unit)]
  return (value) => convert(value, from, to)
}

interface Borders {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

const zoneBorders = ({ type, zone }: Extract<Target, { zone: number }>, { zones }: Form): Borders | undefined => {
  const borders = zones.get(type)
  if (borders === undefined || zone > borders.length + 1) return undefined
  return { from: borders[zone - 2], to: borders[zone - 1] }
}

const rampBorders = (target: RampTarget, form: Form): ((progress: number) => Borders) | undefined => {
  const scale = scaleOf(target, form)
  if (scale === undefined) return undefined
  const [first, last] = target.ramp.map(scale) as [number, number]
  return (progress) => {
    const value = first + (last - first) * Math.min(1, Math.max(0, progress))
    return { from: value, to: value }
  }
}

const rangeBorders = (target: RangeTarget, form: Form): Borders | undefined => {
  const scale = scaleOf(target, form)
  if (scale === undefined) return undefined
  return {
    from: target.from === undefined ? undefined : scale(target.from),
    to: target.to === undefined ? undefined : scale(target.to),
  }
}

const thresholdBorders = (target: ThresholdTarget, form: Form): Borders | undefined => {
  const value = scaleOf(target, form)?.(target.threshold)
  return value === undefined ? undefined : { from: value, to: value }
}

const constantBorders = (target: Exclude<Target, RampTarget>, form: Form): Borders | undefined => {
  if ('zone' in target) return zoneBorders(target, form)
  return 'threshold' in target ? thresholdBorders(target, form) : rangeBorders(target, form)
}

const bordersOf = (target: Target, form: Form): ((progress: number) => Borders) | undefined => {
  if ('ramp' in target) return rampBorders(target, form)
  const borders = constantBorders(target, form)
  return borders && (() => borders)
}

/** The target in absolute units; undefined when the figures of the person that it refers to are not known. */
export const resolveTarget = (target: Target, form: Form): ResolvedTarget | undefined => {
  const borders = bordersOf(target, form)
  if (borders === undefined) return undefined
  const { type } = target
  const { unit } = quantityType(type)
  return {
    type,
    at: (progress) => {
      const { from, to } = borders(progress)
      return { type, unit, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    },
    side: (value, progress) => {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = borders(progress)
      const tolerance = target.tolerance ?? (from === to ? pointTolerance : 0)
      if (value < from - Math.abs(from) * tolerance) return -1
      return value > to + Math.abs(to) * tolerance ? 1 : 0
    },
  }
}

/** The heart rate at which a step ends, count/min; undefined when it refers to one that is not known. */
export const heartRateOf = (end: Extract<StepEnd, { by: `heartRate${string}` }>, form: Form): number | undefined => {
  if (end.of === undefined) return end.value
  const maximum = form[end.of]
  return maximum === undefined ? undefined : maximum * end.value
}

/** The power that a trainer is to hold in a step, W: the middle of its range; undefined without a target of power. */
export const powerOf = (target: PlannedTarget | undefined): number | undefined => {
  if (target?.type !== 'cyclingPower') return undefined
  const { from, to } = target
  if (from === undefined || to === undefined) return from ?? to
  return (from + to) / 2
}

/** The types that a step needs to be told of, besides distance and energy. */
export const typesOf = ({ end, target, secondaryTarget }: Step): readonly QuantityTypeName[] => [
  ...(end.by === 'heartRateAbove' || end.by === 'heartRateBelow' ? (['heartRate'] as const) : []),
  ...[target, secondaryTarget].flatMap((each) => each?.type ?? []),
]
