import { describe, expect, it } from 'vitest'
import { createRandom, seedFor } from '../../simulators/seed.js'

const draw = (seed: number, count: number): readonly number[] => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

describe('a seeded generator', () => {
  it('repeats itself', () => {
    expect(draw(7, 20)).toEqual(draw(7, 20))
    expect(draw(7, 20)).not.toEqual(draw(8, 20))
  })

  it('goes on from its state', () => {
    const random = createRandom(7)
    random.next()
    const other = createRandom(random.state())
    expect(other.next()).toBe(random.next())
  })

  it('is even, and normal when asked', () => {
    const values = draw(1, 10_000)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThan(1)
    expect(values.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.5, 1)
    const random = createRandom(2)
    const normals = Array.from({ length: 10_000 }, () => random.normal())
    expect(normals.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0, 1)
    expect(normals.reduce((sum, value) => sum + value ** 2, 0) / 10_000).toBeCloseTo(1, 1)
  })

  it('has another seed for every purpose', () => {
    const seeds = [seedFor(1, 'battery'), seedFor(1, 'athlete'), seedFor(2, 'battery')]
    expect(new Set(seeds).size).toBe(3)
  })
})
