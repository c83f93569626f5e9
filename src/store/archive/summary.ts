import type { Span } from '../../health/clock.js'
import { holdLimitMs } from '../../health/hold-limit.js'
import { findType, type SampleTypeName } from '../../health/type.js'
import type { BlockSummary } from '../sqlite/series-table.js'
import { type HoldScale, holdValues } from './hold.js'
import type { Quantities } from './quantities.js'

/** Quantities without what concerns the feed, by start; here starts may occur twice. */
export type Readings = Pick<Quantities, 'starts' | 'durations' | 'values'>

/** The figures of quantities of one stream; those of a block without what concerns the feed and what counts once. */
export type Summary = Omit<BlockSummary, 'first_seq' | 'last_seq' | 'counted'>

/** Whether values of this type add up. */
export const isCumulative = (type: SampleTypeName): boolean => {
  const found = findType(type)
  return found?.family === 'quantity' && found.aggregation === 'cumulative'
}

/** Whether a value of this type counts for as long as it held. */
export const averagesOverTime = (type: SampleTypeName): boolean => {
  const found = findType(type)
  if (found?.family !== 'quantity') return false
  return found.aggregation !== 'cumulative' && found.aggregation !== 'discreteArithmetic'
}

/** How values of a type are averaged over time; only quantity types are. */
export const scaleOf = (type: SampleTypeName): HoldScale => {
  const found = findType(type)
  if (found?.family !== 'quantity') return { limit: 0, isLevel: false }
  return { limit: holdLimitMs(found.name), isLevel: found.aggregation === 'discreteEquivalentContinuousLevel' }
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

const always: Span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }

/**
 * The sum within a window in which time that is covered twice counts once: of each span the share that no span before it
 * covers, and each instant outside of the spans (semantics § 9.10). By start, of those that begin together the longest first.
 */
export const countedOnce = ({ starts, durations, values }: Readings, { start, end }: Span = always): number => {
  let [sum, reached] = [0, Number.NEGATIVE_INFINITY]
  for (let row = 0; row < starts.length; row += 1) {
    const [first, duration, value] = [starts[row] as number, durations[row] as number, values[row] as number]
    if (duration === 0) {
      if (first >= reached) sum += value
      continue
    }
    const to = Math.min(first + duration, end)
    const left = to - Math.max(first, start, reached)
    if (left > 0) sum += value * (left / duration)
    reached = Math.max(reached, to)
  }
  return sum
}

/** Whether no quantity begins before one that began earlier ends. */
export const areApart = ({ starts, durations }: Readings): boolean => {
  let reached = Number.NEGATIVE_INFINITY
  for (let row = 0; row < starts.length; row += 1) {
    const start = starts[row] as number
    if (start < reached) return false
    reached = start + (durations[row] as number)
  }
  return true
}

const rangeOf = (values: readonly number[]): Pick<Summary, 'minimum' | 'maximum' | 'sum'> => {
  let [minimum, maximum, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number
    if (value < minimum) minimum = value
    if (value > maximum) maximum = value
    sum += value
  }
  return { minimum, maximum, sum }
}

const weigh = (type: SampleTypeName, readings: Readings): Pick<Summary, 'weighted' | 'weight' | 'last_value'> => {
  const lastValue = readings.values.at(-1) ?? 0
  return averagesOverTime(type)
    ? holdValues(readings, scaleOf(type))
    : { weighted: 0, weight: 0, last_value: lastValue }
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
  const { starts, durations } = quantities
  const last = starts.length - 1
  const lastStart = starts[last] ?? 0
  return {
    first_start: starts[0] ?? 0,
    last_start: lastStart,
    last_end: lastStart + (durations[last] ?? 0),
    count: starts.length,
    covered: coverage(quantities),
    ...rangeOf(quantities.values),
    ...weigh(type, quantities),
    ...mostRecent(quantities),
  }
}
