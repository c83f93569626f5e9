import type { Readings } from '../archive/summary.js'

/** Spans of time that do not overlap, in order. */
type Cover = readonly (readonly [from: number, to: number])[]

/** The first span that ends after an instant. */
const firstEndingAfter = (cover: Cover, at: number): number => {
  let [low, high] = [0, cover.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cover[middle]?.[1] ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}

/** How much of a span the cover leaves over. */
const uncovered = (cover: Cover, from: number, to: number): number => {
  let left = to - from
  for (let at = firstEndingAfter(cover, from); at < cover.length; at += 1) {
    const [start, end] = cover[at] as readonly [number, number]
    if (start >= to) break
    left -= Math.min(end, to) - Math.max(start, from)
  }
  return left
}

const isCovered = (cover: Cover, at: number): boolean => (cover[firstEndingAfter(cover, at)]?.[0] ?? at + 1) <= at

const union = (cover: Cover, { starts, durations }: Readings): Cover => {
  const spans = [...cover, ...starts.map((from, row) => [from, from + (durations[row] as number)] as const)]
  const joined: [number, number][] = []
  for (const [from, to] of spans.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** What a source adds to the sum: its share of each span that no better source covers, and its instants there. */
const contribution = (cover: Cover, { starts, durations, values }: Readings): number =>
  values.reduce((sum, value, row) => {
    const [from, duration] = [starts[row] as number, durations[row] as number]
    if (duration === 0) return isCovered(cover, from) ? sum : sum + value
    return sum + value * (uncovered(cover, from, from + duration) / duration)
  }, 0)

/** The sum over sources, most trusted first: where they overlap in time the first one counts (design/metrics.md). */
export function sweepSum(sources: readonly Readings[]): number {
  let cover: Cover = []
  let sum = 0
  for (const readings of sources) {
    sum += contribution(cover, readings)
    cover = union(cover, readings)
  }
  return sum
}
