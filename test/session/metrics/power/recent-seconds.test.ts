import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecentSeconds } from '../../../../src/session/metrics/power/recent-seconds.js'

const pushed = (values: readonly number[], most: number): RecentSeconds => {
  const recent = new RecentSeconds(most)
  for (const value of values) recent.push(value)
  return recent
}

const watts = fc.integer({ min: 0, max: 4_095 })
const anyWatts = fc.oneof(
  { weight: 50, arbitrary: watts },
  fc.integer({ min: 4_096, max: 100_000 }),
  fc.float({ min: -10, max: 3_000, noNaN: true }),
)

describe('recent seconds', () => {
  it('are what was pushed, whole or not, as far back as was asked for', () => {
    const series = fc.oneof(fc.array(watts, { maxLength: 400 }), fc.array(anyWatts, { maxLength: 400 }))
    fc.assert(
      fc.property(series, fc.integer({ min: 64, max: 300 }), (values, most) => {
        const recent = pushed(values, most)
        expect(recent.count).toBe(values.length)
        for (let back = 1; back <= Math.min(most, values.length); back += 1)
          expect(recent.ago(back)).toBe(values.at(-back))
      }),
    )
  })

  it('are unknown before the first, and beyond what was asked for', () => {
    const recent = pushed(
      Array.from({ length: 200 }, (_, second) => second),
      100,
    )
    expect([recent.ago(101), recent.ago(201), pushed([], 100).ago(1)]).toEqual([undefined, undefined, undefined])
  })
})
