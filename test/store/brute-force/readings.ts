import type { QuantitySample, SeriesSample } from '../../../src/health/sample.js'
import type { StatisticsQuery } from '../../../src/store/health-store.js'
import { averageOf, type Style } from './average.js'

// What the statistics must say, worked out in the simplest way. Nothing here is shared with the store's own engine.

export type Measured = QuantitySample | SeriesSample

/** A condition that a case may ask for. */
export type Condition =
  | { readonly source: readonly string[] }
  | { readonly device: readonly string[] }
  | { readonly quantity: { readonly is: '<' | '>='; readonly value: number } }
  | { readonly not: Condition }
  | { readonly and: readonly Condition[] }

/** A query as the brute force understands it; times are always given. */
export interface BruteQuery extends Omit<StatisticsQuery, 'predicate'> {
  readonly start: number
  readonly end: number
  readonly predicate?: Condition | undefined
  /** What strict options are about; the window itself when left out. */
  readonly strictWindow?: { readonly start: number; readonly end: number } | undefined
}

/** One value and its time; of a series one of many. */
export interface Reading {
  readonly source: string
  readonly device: string
  readonly byHand: boolean
  readonly start: number
  readonly end: number
  readonly value: number
  /** Its time in the window. */
  readonly from: number
  readonly to: number
}

const timesOf = (sample: Measured): { start: number; end: number; value: number }[] =>
  sample.kind === 'quantity'
    ? [{ start: sample.start, end: sample.end, value: sample.value }]
    : sample.times.map((time, at) => ({ start: time, end: time, value: sample.values[at] as number }))

/** What a sample's quantity is: of a series the sum, or the average. */
const quantityOf = (sample: Measured, style: Style): number => {
  const times = timesOf(sample)
  if (sample.kind === 'quantity') return sample.value
  if (style.kind === 'cumulative') return times.reduce((sum, { value }) => sum + value, 0)
  return averageOf(
    times.map((one) => ({ ...one, from: one.start, to: one.end, source: '' })),
    style,
  )
}

/** Whether a condition holds of a sample. */
export const holds = (condition: Condition, sample: Measured, style: Style): boolean => {
  if ('and' in condition) return condition.and.every((part) => holds(part, sample, style))
  if ('not' in condition) return !holds(condition.not, sample, style)
  if ('source' in condition) return condition.source.includes(sample.source)
  if ('device' in condition) return sample.device !== undefined && condition.device.includes(sample.device)
  const { is, value } = condition.quantity
  const own = quantityOf(sample, style)
  return is === '<' ? own < value : own >= value
}

const isStrictlyIn = (sample: Measured, { strict, start, end, strictWindow }: BruteQuery): boolean => {
  const window = strictWindow ?? { start, end }
  const isIn = (at: number): boolean => window.start <= at && at < window.end
  if (strict?.includes('strictStartDate') && !isIn(sample.start)) return false
  return !strict?.includes('strictEndDate') || isIn(sample.end)
}

/** The readings of these samples that a query is about. */
export function readingsFor(samples: readonly Measured[], query: BruteQuery, style: Style): Reading[] {
  const { start, end } = query
  return samples
    .filter((sample) => sample.type === query.type)
    .filter((sample) => query.sources === undefined || query.sources.includes(sample.source))
    .filter((sample) => query.devices === undefined || query.devices.includes(sample.device ?? '-'))
    .filter((sample) => query.predicate === undefined || holds(query.predicate, sample, style))
    .filter((sample) => isStrictlyIn(sample, query))
    .flatMap((sample) =>
      timesOf(sample)
        .filter((one) => (one.start === one.end ? start <= one.start : one.end > start) && one.start < end)
        .map((one) => ({
          ...one,
          source: sample.source,
          device: sample.device ?? '',
          byHand: sample.metadata.wasUserEntered === true,
          from: one.start === one.end ? one.start : Math.max(one.start, start),
          to: one.start === one.end ? one.end : Math.min(one.end, end),
        })),
    )
}
