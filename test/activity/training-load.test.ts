import { describe, expect, it } from 'vitest'
import { trainingLoads } from '../../src/activity/training-load.js'

describe('fitness, fatigue and form', () => {
  it('come near a load that goes on by 1 - 1/e in 42 and in 7 days (Banister 1991)', () => {
    const days = trainingLoads(new Array<number>(42).fill(100))
    expect(days[41]?.fitness).toBeCloseTo(63.212_056, 6)
    expect(days[6]?.fatigue).toBeCloseTo(63.212_056, 6)
  })

  it('fade after one load by hand-computed shares, form being of the day before', () => {
    // 100 (1 - e^(-1/42)) = 2.352831, 100 (1 - e^(-1/7)) = 13.312210; a week later e^(-1/6) and e^(-1) of them.
    const days = trainingLoads([100, 0, 0, 0, 0, 0, 0, 0])
    expect(days[0]).toMatchObject({ load: 100, form: 0 })
    expect(days[0]?.fitness).toBeCloseTo(2.352_831, 5)
    expect(days[0]?.fatigue).toBeCloseTo(13.312_21, 5)
    expect(days[1]?.form).toBeCloseTo(2.352_831 - 13.312_21, 5)
    expect(days[7]?.fitness).toBeCloseTo(2.352_831 * Math.exp(-1 / 6), 5)
    expect(days[7]?.fatigue).toBeCloseTo(13.312_21 * Math.exp(-1), 5)
  })
})
