import { lastHoldMs } from '../../health/hold-limit.js'
import type { QuantityType } from '../../health/type.js'
import { levelOf, valueOfLevel } from '../archive/hold.js'
import { type Summary, scaleOf, summarize } from '../archive/summary.js'
import type { Piece } from './piece.js'
import { mergeReadings } from './readings.js'
import { type Run, runsOf } from './run.js'

/** A sum of values and times, and the times, ms. */
interface Weighed {
  readonly weighted: number
  readonly weight: number
}

const summaryOf = (run: Run): Summary | undefined => {
  const [first] = run
  if (first === undefined || run.length === 1) return first?.summary
  return summarize(first.stream.type, mergeReadings(run.map((piece) => piece.readings())))
}

/** How one source's values weigh: each until the source's next, at most the hold limit; the last one a second. */
const weighSource = (type: QuantityType, pieces: readonly Piece[]): Weighed => {
  const scale = scaleOf(type.name)
  let [weighted, weight] = [0, 0]
  let open: Summary | undefined
  const close = (hold: number): void => {
    if (open === undefined || open.last_end !== open.last_start) return
    weighted += levelOf(open.last_value, scale) * hold
    weight += hold
  }
  for (const run of runsOf(pieces)) {
    const summary = summaryOf(run)
    if (summary === undefined) continue
    if (open) close(Math.min(summary.first_start - open.last_start, scale.limit))
    weighted += summary.weighted
    weight += summary.weight
    open = summary
  }
  close(lastHoldMs)
  return { weighted, weight }
}

const bySource = (pieces: readonly Piece[]): Map<string, Piece[]> => {
  const groups = new Map<string, Piece[]>()
  for (const piece of pieces) {
    const group = groups.get(piece.stream.source) ?? []
    groups.set(piece.stream.source, group)
    group.push(piece)
  }
  return groups
}

const plainMean = (pieces: readonly Piece[]): number => {
  const count = pieces.reduce((sum, { summary }) => sum + summary.count, 0)
  return pieces.reduce((sum, { summary }) => sum + summary.sum, 0) / count
}

/** The average of a discrete type over all sources, in the way of its aggregation style. */
export function averageOf(type: QuantityType, pieces: readonly Piece[]): number {
  if (type.aggregation === 'discreteArithmetic') return plainMean(pieces)
  const parts = [...bySource(pieces).values()].map((group) => weighSource(type, group))
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  const mean = parts.reduce((sum, part) => sum + part.weighted, 0) / weight
  return valueOfLevel(mean, scaleOf(type.name))
}
