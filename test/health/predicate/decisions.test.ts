import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideOfRange } from '../../../src/health/predicate/decisions.js'
import { matcherOf, type SampleContext } from '../../../src/health/predicate/matcher.js'
import type { Predicate } from '../../../src/health/predicate/predicate.js'
import { residualOf } from '../../../src/health/predicate/residual.js'
import type { Sample } from '../../../src/health/sample.js'
import { base } from '../../store/any-sample.js'
import { quantity, saved } from '../../store/samples.js'
import { anyPredicate } from './any-predicate.js'

const uuid = '0193aaaa-0000-7000-8000-00000000ffff'
const context: SampleContext = {
  origin: ({ source }) => ({ source: { source } }),
  isOfWorkout: () => false,
  isCorrelated: () => false,
}

const samples = fc.array(
  fc
    .record({ start: fc.integer({ min: 0, max: 100 }), duration: fc.integer({ min: 0, max: 9 }), value: fc.nat(90) })
    .map(({ start, duration, value }): Sample => {
      const from = base + start * 30_000
      return saved(quantity('heartRate', from, value, { end: from + duration * 30_000 }), uuid)
    }),
  { minLength: 1, maxLength: 8 },
)

const rangeOf = (of: readonly Sample[]) => {
  const values = of.map((sample) => ('value' in sample ? sample.value : 0))
  const starts = of.map(({ start }) => start)
  return {
    type: 'heartRate' as const,
    first_start: Math.min(...starts),
    last_start: Math.max(...starts),
    max_end: Math.max(...of.map(({ end }) => end)),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  }
}

describe('a verdict on a block', () => {
  it('is that on each of its quantities', () => {
    fc.assert(
      fc.property(samples, anyPredicate([uuid]), (of, predicate) => {
        const rest = residualOf(predicate, decideOfRange(rangeOf(of)))
        const match = matcherOf(predicate)
        if (typeof rest === 'boolean') expect(of.map((sample) => match(sample, context))).toEqual(of.map(() => rest))
        else expect(of.map((sample) => matcherOf(rest)(sample, context))).toEqual(of.map((one) => match(one, context)))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each<[string, Predicate, boolean]>([
    ['all lie above', { quantity: { is: '>', value: 59 } }, true],
    ['all lie below', { quantity: { is: '>', value: 90 } }, false],
    ['the window is over', { time: { end: base } }, false],
    ['all start inside', { time: { start: base, end: base + 1_000_000 } }, true],
  ])('needs no look at them when %s', (_, predicate, verdict) => {
    const of = [60, 90].map((value, at) => saved(quantity('heartRate', base + at, value), uuid))
    expect(residualOf(predicate, decideOfRange(rangeOf(of)))).toBe(verdict)
  })
})
