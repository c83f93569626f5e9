import { holdLimitMs, lastHoldMs } from './hold-limit.js'
import { type AggregationStyle, type QuantityTypeName, quantityType } from './type.js'

/** Quantities of one type, oldest first: epoch ms and canonical unit. */
export interface Quantities {
  readonly type: QuantityTypeName
  readonly times: readonly number[]
  readonly values: readonly number[]
}

/** What a series comes to. Cumulative types have `sum`, discrete ones the others, in the canonical unit. */
export interface SeriesFigures {
  readonly count: number
  readonly sum?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly average?: number | undefined
  readonly mostRecent?: number | undefined
}

/** A value and how much it counts. */
export interface Weighted {
  readonly value: number
  readonly weight: number
}

/** Mean by weight; undefined when nothing has any. */
export function weightedMean(values: readonly Weighted[]): number | undefined {
  const total = values.reduce((sum, { weight }) => sum + weight, 0)
  return total === 0 ? undefined : values.reduce((sum, { value, weight }) => sum + value * weight, 0) / total
}

/** Equivalent continuous sound level, dB: the steady level of the same energy, 10·log₁₀(Σ t·10^(L/10) / Σ t). */
export function equivalentLevel(levels: readonly Weighted[]): number | undefined {
  const energy = weightedMean(levels.map(({ value, weight }) => ({ value: 10 ** (value / 10), weight })))
  return energy === undefined ? undefined : 10 * Math.log10(energy)
}

/** Each value with the time it held, ms: until the next one, at most for the type's hold limit; the last one 1 s. */
export function held({ type, times, values }: Quantities): readonly Weighted[] {
  const limit = holdLimitMs(type)
  return values.map((value, index) => {
    const next = times[index + 1]
    return { value, weight: next === undefined ? lastHoldMs : Math.min(next - (times[index] ?? next), limit) }
  })
}

const plainMean = ({ values }: Quantities): number | undefined =>
  weightedMean(values.map((value) => ({ value, weight: 1 })))

const averages: Readonly<
  Record<Exclude<AggregationStyle, 'cumulative'>, (quantities: Quantities) => number | undefined>
> = {
  discreteArithmetic: plainMean,
  discreteTemporallyWeighted: (quantities) => weightedMean(held(quantities)),
  discreteEquivalentContinuousLevel: (quantities) => equivalentLevel(held(quantities)),
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity)

/** The figures of a series that is not empty, by its type's aggregation style (semantics § 3.1). */
export function seriesFigures(quantities: Quantities): SeriesFigures {
  const { type, values } = quantities
  const { aggregation } = quantityType(type)
  const count = values.length
  if (aggregation === 'cumulative') return { count, sum: values.reduce((sum, value) => sum + value, 0) }
  return {
    count,
    min: least(values),
    max: most(values),
    average: averages[aggregation](quantities),
    mostRecent: values.at(-1),
  }
}
