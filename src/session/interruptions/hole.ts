import type { Span } from '../../health/clock.js'

/** A span in which nothing was heard, as far as is known. Epoch ms. */
export interface Hole extends Span {
  /** A part of it without a reading counts from this length on, ms: shorter ones are usual between the readings. */
  readonly least: number
}

/** Never a hole that nobody would miss. */
const leastMs = 3_000

/** The hole that a recorded interruption was. */
export const holeOf = ({ start, end }: Span): Hole => ({ start, end, least: leastMs })

const spacings = (spans: readonly Span[], { start, end }: Span): readonly number[] => {
  const ends = [start, ...spans.map((span) => span.end).filter((at) => at > start && at < end), end].sort(
    (a, b) => a - b,
  )
  return ends.slice(1).map((at, index) => at - (ends[index] ?? at))
}

/** How long a silence has to be so that readings are missing: twice the usual one, ms. `spans` are readings of a window. */
export const leastSilence = (spans: readonly Span[], window: Span): number => {
  const usual = spacings(spans, window).toSorted((a, b) => a - b)
  return Math.max(leastMs, 2 * (usual[Math.floor(usual.length / 2)] ?? 0))
}

/** With one more that is newer; those that it overlaps become one with it. */
export const withHole = (holes: readonly Hole[], hole: Hole): readonly Hole[] => {
  const before = holes.filter(({ end }) => end <= hole.start)
  const [first = hole] = holes.filter(({ end }) => end > hole.start)
  const end = Math.max(hole.end, ...holes.map((one) => one.end))
  return [...before, { start: Math.min(first.start, hole.start), end, least: first.least }]
}

/** What is left of holes when a reading turns up that was measured in this span. */
export const filled = (holes: readonly Hole[], { start, end }: Span): readonly Hole[] =>
  holes.flatMap((hole) => {
    if (end <= hole.start || start >= hole.end) return [hole]
    const parts = [
      { ...hole, end: Math.max(hole.start, start) },
      { ...hole, start: Math.min(hole.end, end) },
    ]
    return parts.filter((part) => part.end - part.start >= part.least)
  })
