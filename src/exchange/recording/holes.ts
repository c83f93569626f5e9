import type { Span } from '../../health/clock.js'
import { type Records, timesOf } from './records.js'

/** Shorter than this no timer stands still, ms. */
const shortestMs = 3_000
/** A hole is so many times as long as what is usual between two records. */
const unusual = 3

/** What is to be found: so many ms together, give or take `agreement`. */
export interface Missing {
  readonly records: Records
  readonly missing: number
  readonly agreement: number
}

/** How long it is from each time to the next, ms. */
const stepsOf = (times: Float64Array): Float64Array => times.subarray(1).map((at, before) => at - (times[before] ?? at))

/** The times between neighbouring records of one span that are longer than usual, the longest first. */
function holesIn(spans: readonly Span[], records: Records): readonly Span[] {
  const times = timesOf(records)
  const steps = stepsOf(times)
  const usual = steps.toSorted()[steps.length >> 1] ?? 0
  const least = Math.max(shortestMs, unusual * usual)
  const holes: Span[] = []
  for (const [before, step] of steps.entries()) {
    const start = times[before] ?? 0
    if (step >= least) holes.push({ start, end: start + step })
  }
  return holes
    .filter((hole) => spans.some(({ start, end }) => hole.start >= start && hole.end <= end))
    .toSorted((one, other) => other.end - other.start - (one.end - one.start))
}

const without = (spans: readonly Span[], pause: Span): readonly Span[] =>
  spans
    .flatMap(({ start, end }) =>
      pause.start >= end || pause.end <= start
        ? [{ start, end }]
        : [
            { start, end: pause.start },
            { start: pause.end, end },
          ],
    )
    .filter(({ start, end }) => end > start)

/**
 * The spans less the longest holes between records that together are as long as what the timer did not run: devices that
 * pause by themselves write no events and no records. As they were when the holes do not explain it.
 */
export function withPauses(spans: readonly Span[], { records, missing, agreement }: Missing): readonly Span[] {
  let left = missing
  let rest = spans
  for (const { start, end } of holesIn(spans, records)) {
    if (left <= agreement) break
    const length = Math.min(left, end - start)
    rest = without(rest, { start: Math.round(end - length), end })
    left -= length
  }
  return left <= agreement ? rest : spans
}

/** The shortest pauses that together are as long as what the timer ran more; as they were when none explain it. */
export function withoutPauses(
  spans: readonly Span[],
  { missing, agreement }: Omit<Missing, 'records'>,
): readonly Span[] {
  const pauses = spans.slice(1).map(({ start }, index) => ({ start: spans[index]?.end ?? start, end: start }))
  const filled: Span[] = []
  let left = missing
  for (const pause of pauses.toSorted((one, other) => one.end - one.start - (other.end - other.start))) {
    if (left <= agreement || pause.end - pause.start > left + agreement) break
    filled.push(pause)
    left -= pause.end - pause.start
  }
  if (Math.abs(left) > agreement) return spans
  return spans.flatMap((span, index) => {
    const isFilled = ({ start }: Span): boolean => filled.some(({ end }) => end === start)
    if (index > 0 && isFilled(span)) return []
    const next = spans.findIndex((other, place) => place > index && !isFilled(other))
    return [{ start: span.start, end: spans[next < 0 ? spans.length - 1 : next - 1]?.end ?? span.end }]
  })
}
