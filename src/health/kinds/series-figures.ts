import type { Span } from '../clock.js'
import { holdLimitMs, lastHoldMs } from '../hold-limit.js'
import type { QuantitySample, SeriesSample } from '../sample.js'
import { type AggregationStyle, type QuantityTypeName, quantityType } from '../type.js'

/** Quantities of one type, oldest first: epoch ms and canonical unit; without `ends` all are instants. */
export interface Quantities {
  readonly type: QuantityTypeName
  readonly times: readonly number[]
  readonly ends?: readonly number[] | undefined
  readonly values: readonly number[]
}

/** What quantities come to. Cumulative types have `sum`, discrete ones the others, in the canonical unit. */
export interface SeriesFigures {
  readonly count: number
  readonly sum?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly average?: number | undefined
  readonly mostRecent?: number | undefined
  /** When the most recent quantity was. */
  readonly mostRecentInterval?: Span | undefined
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

/**
 * Each value with the time it held, ms: that of an interval for its length, that of an instant until the next one, at
 * most for the type's hold limit; the last one 1 s.
 */
export function held({ type, times, ends, values }: Quantities): readonly Weighted[] {
  const limit = holdLimitMs(type)
  return values.map((value, index) => {
    const [time, next] = [times[index] as number, times[index + 1]]
    const length = (ends?.[index] ?? time) - time
    if (length > 0) return { value, weight: length }
    return { value, weight: next === undefined ? lastHoldMs : Math.min(next - time, limit) }
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

/** The row that ends last, and of those the one that begins last. */
function recentRow({ times, ends = times }: Quantities): number {
  let [row, latest] = [0, -Infinity]
  for (let at = 0; at < times.length; at += 1) {
    const end = ends[at] as number
    if (end < latest) continue
    latest = end
    row = at
  }
  return row
}

/** The figures of at least one quantity, by its type's aggregation style (semantics § 3.1). */
export function seriesFigures(quantities: Quantities): SeriesFigures {
  const { type, times, ends = times, values } = quantities
  const { aggregation } = quantityType(type)
  const count = values.length
  if (aggregation === 'cumulative') return { count, sum: values.reduce((sum, value) => sum + value, 0) }
  const recent = recentRow(quantities)
  return {
    count,
    min: least(values),
    max: most(values),
    average: averages[aggregation](quantities),
    mostRecent: values[recent],
    mostRecentInterval: { start: times[recent] as number, end: ends[recent] as number },
  }
}

/** The same of a sample; of a plain discrete one all figures are its value (semantics § 4.3). */
export const sampleFigures = (sample: QuantitySample | SeriesSample): SeriesFigures =>
  sample.kind === 'series'
    ? seriesFigures(sample)
    : seriesFigures({ type: sample.type, times: [sample.start], ends: [sample.end], values: [sample.value] })
