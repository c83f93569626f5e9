import { firstAtOrAfter, type Points } from '../points.js'

const neighbours = 3

/** The shortest of the intervals between these points and the ones before them; infinity without any. */
const shortest = (times: readonly number[], first: number, last: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let index = Math.max(1, first); index <= Math.min(last, times.length - 1); index += 1)
    least = Math.min(least, (times[index] ?? 0) - (times[index - 1] ?? 0))
  return least
}

const finite = (ms: number): number => (Number.isFinite(ms) ? ms : 0)

// A line that is told less often from some point on has not dropped out there.
const ownPaceMs = (times: readonly number[], index: number): number =>
  Math.max(
    finite(shortest(times, index - neighbours, index - 1)),
    finite(shortest(times, index + 1, index + neighbours)),
  )

/** The last point before each of some gaps, epoch ms, over which the line is not to be drawn. */
export const gapBreaks = (
  { times }: Points,
  gaps: readonly { readonly start: number; readonly end: number }[],
): number[] =>
  gaps.flatMap(({ start, end }) => {
    const next = firstAtOrAfter(times, start + 1)
    const [before, after] = [times[next - 1], times[next]]
    return before === undefined || after === undefined || after < end ? [] : [before]
  })

/**
 * The points of a span after which nothing was heard for longer than the stale limit: `limitMs`, or three of the intervals
 * at which values came around there.
 */
export const lineBreaks = (
  { times }: Points,
  limitMs: number,
  { start, end }: { start: number; end: number },
): number[] => {
  const breaks: number[] = []
  const last = firstAtOrAfter(times, end)
  for (let index = Math.max(1, firstAtOrAfter(times, start)); index <= Math.min(last, times.length - 1); index += 1) {
    const [before, here] = [times[index - 1] ?? 0, times[index] ?? 0]
    const silence = here - before
    if (silence > limitMs && silence > 3 * ownPaceMs(times, index)) breaks.push(before)
  }
  return breaks
}
