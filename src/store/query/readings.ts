import type { Span } from '../../health/clock.js'
import type { QuantitySample, Sample, SeriesSample } from '../../health/sample.js'
import type { Readings } from '../archive/summary.js'

/** Readings that are being gathered. */
interface Columns {
  readonly starts: number[]
  readonly durations: number[]
  readonly values: number[]
}

const noColumns = (): Columns => ({ starts: [], durations: [], values: [] })

const push = ({ starts, durations, values }: Columns, from: Readings, row: number): void => {
  starts.push(from.starts[row] as number)
  durations.push(from.durations[row] as number)
  values.push(from.values[row] as number)
}

/** The rows from `from` up to but without `to`. */
export const sliceReadings = (readings: Readings, from: number, to: number): Readings =>
  from === 0 && to === readings.starts.length
    ? readings
    : {
        starts: readings.starts.slice(from, to),
        durations: readings.durations.slice(from, to),
        values: readings.values.slice(from, to),
      }

const isIn = ({ starts, durations }: Readings, row: number, { start, end }: Span): boolean => {
  const [from, duration] = [starts[row] as number, durations[row] as number]
  return from < end && (duration === 0 ? from >= start : from + duration > start)
}

/** The readings that match the window (an instant inside, or a span that overlaps it) and whose row passes the test. */
export function readingsIn(readings: Readings, window: Span, passes?: (row: number) => boolean): Readings {
  const { length } = readings.starts
  const matches = (row: number): boolean => isIn(readings, row, window) && (passes?.(row) ?? true)
  let first = 0
  while (first < length && !matches(first)) first += 1
  let next = first + 1
  while (next < length && matches(next)) next += 1
  const rest: number[] = []
  for (let row = next + 1; row < length; row += 1) if (matches(row)) rest.push(row)
  // Nearly always they follow each other, and to cut a piece off is far cheaper than to pick it out.
  const run = sliceReadings(readings, first, Math.min(next, length))
  return rest.length === 0 ? run : concat([run, pick(readings, rest)])
}

const clipped = ({ starts, durations }: Readings, row: number, { start, end }: Span): boolean => {
  const from = starts[row] as number
  return from < start || from + (durations[row] as number) > end
}

const isCut = (readings: Readings, window: Span): boolean => {
  for (let row = 0; row < readings.starts.length; row += 1) if (clipped(readings, row, window)) return true
  return false
}

/** Readings in the window as it cuts them: of a cumulative one it keeps its share, of a discrete one the value. */
export function clip(readings: Readings, window: Span, shares: boolean): Readings {
  if (!isCut(readings, window)) return readings
  const [starts, durations, values] = [readings.starts.slice(), readings.durations.slice(), readings.values.slice()]
  for (let row = 0; row < starts.length; row += 1) {
    if (!clipped(readings, row, window)) continue
    const [from, duration] = [starts[row] as number, durations[row] as number]
    const start = Math.max(from, window.start)
    const kept = Math.min(from + duration, window.end) - start
    starts[row] = start
    durations[row] = kept
    if (shares) values[row] = (values[row] as number) * (kept / duration)
  }
  return { starts, durations, values }
}

const concat = (parts: readonly Readings[]): Readings => {
  const all = noColumns()
  for (const part of parts) for (let row = 0; row < part.starts.length; row += 1) push(all, part, row)
  return all
}

/** By start; of those that begin together the longest first, so that instants come last; then by value. */
const compare =
  ({ starts, durations, values }: Readings) =>
  (a: number, b: number): number =>
    (starts[a] as number) - (starts[b] as number) ||
    (durations[b] as number) - (durations[a] as number) ||
    (values[a] as number) - (values[b] as number)

const isOrdered = (length: number, order: (a: number, b: number) => number): boolean => {
  for (let row = 1; row < length; row += 1) if (order(row - 1, row) > 0) return false
  return true
}

const pick = (from: Readings, rows: readonly number[]): Readings => {
  const picked = noColumns()
  for (const row of rows) push(picked, from, row)
  return picked
}

/** The order of these, where what comes from one device goes before what comes from another. */
const compareWith = (all: Readings, deviceOf: readonly string[]): ((a: number, b: number) => number) => {
  const { starts, durations } = all
  const byValue = compare(all)
  return (a, b) => {
    const [mine, other] = [deviceOf[a] as string, deviceOf[b] as string]
    if (mine === other || starts[a] !== starts[b] || durations[a] !== durations[b]) return byValue(a, b)
    return mine < other ? -1 : 1
  }
}

/**
 * All of these in one order that does not depend on how they rest: by start, of those that begin together the longest
 * first, so that instants come last, then by device if it is given of each part, then by value.
 */
export function mergeReadings(parts: readonly Readings[], devices?: readonly string[]): Readings {
  const all = parts.length === 1 ? (parts[0] as Readings) : concat(parts)
  const deviceOf = devices && parts.flatMap(({ starts }, part) => starts.map(() => devices[part] as string))
  const order = deviceOf ? compareWith(all, deviceOf) : compare(all)
  return isOrdered(all.starts.length, order) ? all : pick(all, [...all.starts.keys()].sort(order))
}

const durationsOf = ({ times, ends = times }: SeriesSample): readonly number[] =>
  ends.map((end, row) => end - (times[row] as number))

/** The readings in a sample: of a series those inside it. */
const columnsOf = (sample: QuantitySample | SeriesSample): Readings =>
  sample.kind === 'series'
    ? { starts: sample.times, durations: durationsOf(sample), values: sample.values }
    : { starts: [sample.start], durations: [sample.end - sample.start], values: [sample.value] }

/** The readings in these samples; what is no quantity has none. */
export const readingsOf = (samples: readonly Sample[]): Readings =>
  concat(samples.flatMap((sample) => (sample.kind === 'quantity' || sample.kind === 'series' ? columnsOf(sample) : [])))
