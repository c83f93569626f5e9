import type { Piece } from './piece.js'

/**
 * Pieces that overlap in time, one after the other without overlap. What must be known in the order of time (who counts
 * where sources overlap, how long a value held) can be told run by run, and a run of one block needs no opening.
 */
export type Run = readonly Piece[]

/** Puts overlapping pieces together; the runs are in the order of time. */
export function runsOf(pieces: readonly Piece[]): readonly Run[] {
  const sorted = [...pieces].sort((a, b) => a.summary.first_start - b.summary.first_start)
  const runs: Piece[][] = []
  let reached = Number.NEGATIVE_INFINITY
  let lastStart = Number.NEGATIVE_INFINITY
  for (const piece of sorted) {
    const { first_start: first, last_start: last, max_end: end } = piece.summary
    const current = runs.at(-1)
    if (current && (first < reached || first <= lastStart)) current.push(piece)
    else runs.push([piece])
    reached = Math.max(reached, end)
    lastStart = Math.max(lastStart, last)
  }
  return runs
}
