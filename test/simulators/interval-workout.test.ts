import { describe, expect, it } from 'vitest'
import { intensityAt, intervalAt, intervalWorkout } from '../../simulators/interval-workout.js'

describe('the interval workout', () => {
  it.each([1, 10, 20, 61.5])('fills %d minutes without a hole', (minutes) => {
    const workout = intervalWorkout(minutes)
    expect(workout[0]?.start).toBe(0)
    expect(workout.at(-1)?.end).toBe(minutes * 60)
    for (const [index, interval] of workout.entries()) {
      expect(interval.end).toBeGreaterThan(interval.start)
      if (index > 0) expect(interval.start).toBe(workout[index - 1]?.end)
    }
  })

  it('warms up, works four times with recovery, and cools down', () => {
    const work = ['work', 'recovery']
    expect(intervalWorkout(20).map(({ name }) => name)).toEqual([
      'warmUp',
      ...work,
      ...work,
      ...work,
      ...work,
      'coolDown',
    ])
  })

  it('has no interval of no length, however short it is', () => {
    expect(intervalWorkout(0.1).every(({ start, end }) => end > start)).toBe(true)
    expect(intervalWorkout(0)).toEqual([])
  })

  it('ramps up evenly, works above threshold and asks for nothing outside', () => {
    const workout = intervalWorkout(20)
    expect(intensityAt(workout, 0)).toBe(0.45)
    expect(intensityAt(workout, 120)).toBeCloseTo(0.6)
    expect(intervalAt(workout, 240)?.name).toBe('work')
    expect(intensityAt(workout, 240)).toBeGreaterThan(1)
    expect(intensityAt(workout, 1200)).toBe(0)
  })
})
