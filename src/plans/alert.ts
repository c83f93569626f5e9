import type { Span } from '../health/clock.js'
import type { Weight } from './carried.js'
import { type Fact, firstAfter, partsIn } from './facts.js'

/** That a target has been missed on one side, without a break, up to the newest value. Epoch ms. */
export interface Missed {
  readonly side: 'above' | 'below'
  readonly since: number
  readonly until: number
}

/** What the average of a span had come to with each of its values, beginning with what came before it. */
export const averagesIn = (facts: readonly Fact[], span: Span, before?: Weight): readonly Fact[] => {
  let { sum, time } = before ?? { sum: 0, time: 0 }
  const averages: Fact[] = []
  for (const [{ value, start, end }] of partsIn(facts, span)) {
    sum += value * (end - start)
    time += end - start
    if (time > 0) averages.push({ value: sum / time, start, end })
  }
  return averages
}

/** A value older than this says nothing of the present. */
const freshMs = 10_000

/** Whether a target is being missed at the end of a span; undefined when it is met, or nothing fresh is known. */
export const alertOf = (facts: readonly Fact[], span: Span, sideOf: (fact: Fact) => number): Missed | undefined => {
  const first = firstAfter(facts, span.start)
  const last = facts.findLastIndex(({ start }) => start <= span.end)
  const newest = facts[last]
  if (newest === undefined || last < first || span.end - newest.end > freshMs) return undefined
  const side = sideOf(newest)
  if (side === 0) return undefined
  let { start } = newest
  for (let index = last - 1; index >= first; index -= 1) {
    const before = facts[index]
    if (before === undefined || before.end < start || sideOf(before) !== side) break
    start = before.start
  }
  return {
    side: side > 0 ? 'above' : 'below',
    since: Math.max(start, span.start),
    until: Math.min(newest.end, span.end),
  }
}
