import { holdLimitMs } from '../../health/hold-limit.js'
import { findType, type SampleTypeName } from '../../health/type.js'
import type { BlockSummary } from '../sqlite/series-table.js'
import type { Quantities } from './quantities.js'

/** Quantities without what concerns the feed, by start; here starts may occur twice. */
export type Readings = Pick<Quantities, 'starts' | 'durations' | 'values'>

/** The figures of quantities of one stream; those of a block without what concerns the feed. */
export type Summary = Omit<BlockSummary, 'first_seq' | 'last_seq'>

/** How values of a type are averaged over time: sound levels by their energy, all others as they are. */
export function levelOf(type: SampleTypeName): (value: number) => number {
  const found = findType(type)
  const isLevel = found?.family === 'quantity' && found.aggregation === 'discreteEquivalentContinuousLevel'
  return isLevel ? (value) => 10 ** (value / 10) : (value) => value
}

/** Whether a value of this type counts for as long as it held. */
export const averagesOverTime = (type: SampleTypeName): boolean => {
  const found = findType(type)
  if (found?.family !== 'quantity') return false
  return found.aggregation !== 'cumulative' && found.aggregation !== 'discreteArithmetic'
}

/** How long each quantity held, ms: its own length, or if an instant until the next, at most the type's limit. */
export function holdTimes(type: SampleTypeName, { starts, durations }: Readings): number[] {
  const limit = averagesOverTime(type) ? holdLimit(type) : 0
  return starts.map((start, row) => {
    const duration = durations[row] as number
    const next = starts[row + 1]
    return duration > 0 || next === undefined ? duration : Math.min(next - start, limit)
  })
}

/** The hold limit in ms; only quantity types have one. */
export const holdLimit = (type: SampleTypeName): number => {
  const found = findType(type)
  return found?.family === 'quantity' ? holdLimitMs(found.name) : 0
}

/** Milliseconds that are covered by at least one quantity. */
export const coverage = ({ starts, durations }: Readings): number => {
  let covered = 0
  let reached = Number.NEGATIVE_INFINITY
  for (let row = 0; row < starts.length; row += 1) {
    const start = starts[row] as number
    const end = start + (durations[row] as number)
    covered += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return covered
}

const rangeOf = (values: readonly number[]): Pick<Summary, 'minimum' | 'maximum' | 'sum'> => {
  let [minimum, maximum, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const value of values) {
    if (value < minimum) minimum = value
    if (value > maximum) maximum = value
    sum += value
  }
  return { minimum, maximum, sum }
}

const weigh = (type: SampleTypeName, quantities: Readings): Pick<Summary, 'weighted' | 'weight'> => {
  if (!averagesOverTime(type)) return { weighted: 0, weight: 0 }
  const level = levelOf(type)
  let [weighted, weight] = [0, 0]
  for (const [row, time] of holdTimes(type, quantities).entries()) {
    weighted += level(quantities.values[row] as number) * time
    weight += time
  }
  return { weighted, weight }
}

const mostRecent = ({
  starts,
  durations,
  values,
}: Readings): Pick<Summary, 'max_end' | 'recent_start' | 'recent_value'> => {
  let recent = 0
  let latest = Number.NEGATIVE_INFINITY
  for (let row = 0; row < starts.length; row += 1) {
    const end = (starts[row] as number) + (durations[row] as number)
    if (end < latest) continue
    latest = end
    recent = row
  }
  return { max_end: latest, recent_start: starts[recent] ?? 0, recent_value: values[recent] ?? 0 }
}

/** The figures of at least one quantity, ordered by start. */
export function summarize(type: SampleTypeName, quantities: Readings): Summary {
  const { starts, durations, values } = quantities
  const last = starts.length - 1
  const lastStart = starts[last] ?? 0
  return {
    first_start: starts[0] ?? 0,
    last_start: lastStart,
    last_end: lastStart + (durations[last] ?? 0),
    count: starts.length,
    last_value: values[last] ?? 0,
    covered: coverage(quantities),
    ...rangeOf(values),
    ...weigh(type, quantities),
    ...mostRecent(quantities),
  }
}
