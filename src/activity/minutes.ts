import type { Span } from '../health/clock.js'

const minuteMs = 60_000

/** The minutes of spans, oldest first; a last one may be shorter. */
export const minutesOf = (spans: readonly Span[]): readonly Span[] =>
  spans.flatMap(({ start, end }) =>
    Array.from({ length: Math.ceil((end - start) / minuteMs) }, (_, minute) => ({
      start: start + minute * minuteMs,
      end: Math.min(start + (minute + 1) * minuteMs, end),
    })),
  )

/** What of a span lies in another; undefined when nothing does. */
export const overlap = (a: Span, b: Span): Span | undefined => {
  const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)]
  return start < end ? { start, end } : undefined
}

/** How much of `whole` the spans cover together, in whole minutes. */
export function wholeMinutes(spans: readonly Span[], whole: Span): number {
  const inside = spans.flatMap((span) => overlap(span, whole) ?? []).sort((a, b) => a.start - b.start)
  let [covered, until] = [0, Number.NEGATIVE_INFINITY]
  for (const { start, end } of inside) {
    covered += Math.max(0, end - Math.max(start, until))
    until = Math.max(until, end)
  }
  return Math.floor(covered / minuteMs)
}
