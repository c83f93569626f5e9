import { describe, expect, it } from 'vitest'
import { fitted, intensityAt, intervalAt } from '../../../simulators/workouts/interval.js'
import { intervals } from '../../../simulators/workouts/intervals.js'

describe('a plan of intervals', () => {
  it('has no interval of no length, however short it is', () => {
    expect(intervals.plan(0.1).every(({ start, end }) => end > start)).toBe(true)
    expect(intervals.plan(0)).toEqual([])
  })

  it('gives each part its share', () => {
    const part = { name: 'work', from: 0.5, to: 0.5 } as const
    const plan = fitted(
      [
        { ...part, share: 1 },
        { ...part, share: 3 },
      ],
      2,
    )
    expect(plan).toEqual([
      { ...part, start: 0, end: 30 },
      { ...part, start: 30, end: 120 },
    ])
  })

  it('ramps up evenly, works above threshold and asks for nothing outside', () => {
    const plan = intervals.plan(20)
    expect(intensityAt(plan, 0)).toBe(0.45)
    expect(intensityAt(plan, 120)).toBeCloseTo(0.6)
    expect(intervalAt(plan, 240)?.name).toBe('work')
    expect(intensityAt(plan, 240)).toBeGreaterThan(1)
    expect(intensityAt(plan, 1200)).toBe(0)
  })
})
