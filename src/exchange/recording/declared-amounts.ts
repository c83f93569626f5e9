import type { Span } from '../../health/clock.js'
import { lengthOf } from './timer.js'

/** The sum of what each part declares; undefined unless every part declares it. */
export const total = (values: readonly (number | undefined)[]): number | undefined =>
  values.length > 0 && values.every((value) => value !== undefined)
    ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
    : undefined

/** So much of something came in a span. */
interface Share extends Span {
  readonly amount: number
}

/** Where a timer ran, and where its laps were. */
export interface Times {
  readonly spans: readonly Span[]
  readonly laps: readonly Span[]
}

const spread = (amount: number, part: Span, spans: readonly Span[]): readonly Share[] => {
  const running = spans
    .map(({ start, end }) => ({ start: Math.max(start, part.start), end: Math.min(end, part.end) }))
    .filter(({ start, end }) => end > start)
  const length = lengthOf(running)
  return amount > 0 ? running.map((span) => ({ ...span, amount: (amount * (span.end - span.start)) / length })) : []
}

/**
 * An amount of which no record tells, as the summary declares it: spread evenly over the time that the timer ran, lap by
 * lap where every lap declares its part of it.
 */
export function declaredShares(
  { whole, byLap }: { readonly whole: number | undefined; readonly byLap: readonly (number | undefined)[] },
  { spans, laps }: Times,
): readonly Share[] {
  const ofLaps = byLap.length === laps.length ? total(byLap) : undefined
  if (!ofLaps) return spread(whole ?? 0, { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 }, spans)
  const scale = whole ? whole / ofLaps : 1
  return laps.flatMap((lap, index) => spread((byLap[index] ?? 0) * scale, lap, spans))
}
