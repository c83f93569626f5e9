import { describe, expect, it } from 'vitest'
import { trainingLoads } from '../../src/activity/training-load.js'

describe('fitness, fatigue and form', () => {
  it('come near a load that goes on by 1 - 1/e in 42 and in 7 days (Banister 1991)', () => {
    const days = trainingLoads(new Array<number>(42).fill(100))
    expect(days[41]?.fitness).toBeCloseTo(63.212_056, 6)
    expect(days[6]?.fatigue).toBeCloseTo(63.212_056, 6)
  })

  it('are the weighted sums of all loads so far, day by day of a week', () => {
    // Not by the recursion that Allen, Coggan and GoldenCheetah (src/Metrics/PMCData.cpp) step by, but by Banister's sums
    // (1991; Morton 1990) that it stands for: fitness of day n is (1 - e^(-1/42)) times the sum of load i e^(-(n - i)/42).
    const days = trainingLoads([100, 0, 80, 120, 0, 60, 150])
    const expected = [
      [2.352_831, 13.312_21],
      [2.297_473, 11.540_061],
      [4.125_683, 20.653_592],
      [6.852_01, 33.878_794],
      [6.690_794, 29.368_778],
      [7.945_069, 33.446_471],
      [11.287_382, 48.962_321],
    ] as const
    for (const [at, [fitness, fatigue]] of expected.entries()) {
      expect(days[at]?.fitness).toBeCloseTo(fitness, 6)
      expect(days[at]?.fatigue).toBeCloseTo(fatigue, 6)
      const [before, worn] = expected[at - 1] ?? [0, 0]
      expect(days[at]?.form).toBeCloseTo(before - worn, 5)
    }
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
