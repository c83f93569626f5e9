import { describe, expect, it } from 'vitest'
import { ageAt, maximumHeartRate } from '../../../src/health/exercise/heart-rate.js'

describe('the age', () => {
  it.each([
    ['2001-11-23', '2026-11-22T23:59:59Z', 24],
    ['2001-11-23', '2026-11-23T00:00:00Z', 25],
    ['1986-06-01', '2026-11-22T10:00:00Z', 40],
    ['2000-02-29', '2025-02-28T12:00:00Z', 24],
    ['2000-02-29', '2025-03-01T00:00:00Z', 25],
  ])('of who was born on %s is at %s %d', (dateOfBirth, at, years) => {
    expect(ageAt(dateOfBirth, Date.parse(at))).toBe(years)
  })
})

describe('the maximum heart rate', () => {
  const at = Date.parse('2026-11-22T10:00:00Z')

  // Tanaka, Monahan, Seals 2001: Age-predicted maximal heart rate revisited, J Am Coll Cardiol 37:153.
  it('is 180 at forty by Tanaka, unless the person’s own is known', () => {
    expect(maximumHeartRate({ dateOfBirth: '1986-06-01' }, at)).toBeCloseTo(180, 9)
    expect(maximumHeartRate({ dateOfBirth: '1986-06-01', maximumHeartRate: 192 }, at)).toBe(192)
    expect(maximumHeartRate({}, at)).toBeUndefined()
  })
})
