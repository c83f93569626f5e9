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

const runningIn = (part: Span, spans: readonly Span[]): readonly Span[] =>
  spans
    .map(({ start, end }) => ({ start: Math.max(start, part.start), end: Math.min(end, part.end) }))
    .filter(({ start, end }) => end > start)

const spread = (amount: number, running: readonly Span[]): readonly Share[] => {
  const length = lengthOf(running)
  return amount > 0 ? running.map((span) => ({ ...span, amount: (amount * (span.end - span.start)) / length })) : []
}

/**
 * An amount of which no record tells, as the summary declares it: spread evenly over the time that the timer ran, lap by
 * lap where every lap declares its part of it. Laps of no time have no part.
 */
export function declaredShares(
  { whole, byLap }: { readonly whole: number | undefined; readonly byLap: readonly (number | undefined)[] },
  { spans, laps }: Times,
): readonly Share[] {
  const declared = total(byLap)
  const amount = whole || (declared ?? 0)
  const parts = laps.map((lap, index) => ({ running: runningIn(lap, spans), amount: byLap[index] ?? 0 }))
  const weight = total(parts.map((part) => (part.running.length > 0 ? part.amount : 0)))
  if (declared === undefined || byLap.length !== laps.length || !weight) return spread(amount, spans)
  return parts.flatMap((part) => spread((part.amount * amount) / weight, part.running))
}
