import { firstAtOrAfter, type Points } from './points.js'

/** A stretch of time drawn over a number of pixel columns. Epoch ms, half-open. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly columns: number
}

interface Extremes {
  readonly low: number
  readonly high: number
}

const extremes = (values: readonly number[], from: number, to: number): Extremes => {
  let low = from
  let high = from
  for (let index = from + 1; index < to; index += 1) {
    if ((values[index] ?? 0) < (values[low] ?? 0)) low = index
    if ((values[index] ?? 0) > (values[high] ?? 0)) high = index
  }
  return { low, high }
}

const columnEnds = (points: Points, span: Span): number[] => {
  const width = (span.end - span.start) / span.columns
  return Array.from({ length: span.columns }, (_, column) =>
    firstAtOrAfter(points.times, span.start + width * (column + 1)),
  )
}

/**
 * The lowest and the highest point of every pixel column, in their order in time: what is drawn looks the same as if
 * every point were drawn, and there are never more than two points a column.
 */
export const downsample = (points: Points, span: Span): Points => {
  const first = firstAtOrAfter(points.times, span.start)
  const last = firstAtOrAfter(points.times, span.end)
  const kept = last - first <= span.columns * 2 ? range(first, last) : keep(points, first, columnEnds(points, span))
  return {
    times: kept.map((index) => points.times[index] ?? 0),
    values: kept.map((index) => points.values[index] ?? 0),
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

const keep = (points: Points, first: number, ends: readonly number[]): number[] => {
  const kept: number[] = []
  let from = first
  for (const to of ends) {
    if (to <= from) continue
    const { low, high } = extremes(points.values, from, to)
    kept.push(Math.min(low, high))
    if (low !== high) kept.push(Math.max(low, high))
    from = to
  }
  return kept
}

/** A column of a chart's table: a value, `null` where the line breaks, `undefined` where this line has no point. */
export type Cell = number | null | undefined

/** A line, and the instants after which it has a gap. */
export interface BrokenLine {
  readonly points: Points
  readonly breaks: readonly number[]
}

/**
 * Joins lines on their instants. After each break of a line stands a `null`, so that a dropout is seen as one and not
 * drawn over.
 */
export const alignLines = (lines: readonly BrokenLine[]): [number[], ...Cell[][]] => {
  const broken = lines.map(withBreaks)
  const times = [...new Set(broken.flatMap((line) => [...line.keys()]))].sort((a, b) => a - b)
  return [times, ...broken.map((line) => cellsOf(line, times))]
}

// Within a break every cell is null: another line's point in the middle must not end it.
const cellsOf = (line: ReadonlyMap<number, number | null>, times: readonly number[]): Cell[] => {
  let isBroken = false
  return times.map((time) => {
    const cell = line.get(time)
    if (cell !== undefined) isBroken = cell === null
    return isBroken ? null : cell
  })
}

const withBreaks = ({ points, breaks }: BrokenLine): Map<number, number | null> => {
  const line = new Map<number, number | null>(breaks.map((at) => [at + 1, null]))
  for (const [index, time] of points.times.entries()) line.set(time, points.values[index] ?? null)
  return line
}
