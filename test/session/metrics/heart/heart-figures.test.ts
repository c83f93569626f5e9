import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { NewHeartbeatSeriesSample } from '../../../../src/health/sample.js'
import type { Quantity } from '../../../../src/session/builder/quantity.js'
import { ArtefactFilter, VariabilitySums } from '../../../../src/session/metrics/heart/beat-intervals.js'
import { over, recordedOf, start, steady } from '../figures-of.js'

/** A series that begins at a second of the workout, with a beat after each of these ms. */
const beatsOf = (intervals: readonly number[], second = 0): NewHeartbeatSeriesSample => {
  let at = 0
  const beats = [0, ...intervals].map((interval) => {
    at += interval
    return { timeSinceStart: at / 1_000, precededByGap: false }
  })
  const from = start + second * 1_000
  return {
    ...{ kind: 'heartbeatSeries', type: 'heartbeatSeries', source: 'strap', metadata: {} },
    ...{ start: from, end: from + Math.ceil(at), beats },
  }
}

const sumsOf = (intervals: readonly number[]): VariabilitySums => {
  const sums = new VariabilitySums()
  for (const [index, interval] of intervals.entries()) sums.add(interval, intervals[index - 1])
  return sums
}

describe('heart rate variability', () => {
  // rhenanbartels/hrv, sampledata/rest_rri.txt; the figures are those of expected.json, made by numpy.
  it('of 910 intervals at rest is what others find', () => {
    const text = readFileSync(new URL('../../../fixtures/workouts/rr-rest.txt', import.meta.url), 'utf8')
    const sums = sumsOf(text.trim().split(/\s+/).map(Number))
    expect(sums.sum / 910).toBeCloseTo(1_058.719, 3)
    expect(sums.sdnn).toBeCloseTo(57.818, 3)
    expect(sums.rmssd).toBeCloseTo(55.137, 3)
    expect(sums.pnn50).toBeCloseTo(35.314, 3)
  })

  // By hand: differences 50, -60, 10, so RMSSD = √(6,200 / 3), one of three over 50 ms; mean 1,020, SDNN = √(3,800 / 3).
  it('of four intervals is that of the definitions', () => {
    const sums = sumsOf([1_000, 1_050, 990, 1_000])
    expect(sums.rmssd).toBeCloseTo(Math.sqrt(6_200 / 3), 9)
    expect(sums.pnn50).toBeCloseTo(100 / 3, 9)
    expect(sums.sdnn).toBeCloseTo(Math.sqrt((10 ** 2 + 40 ** 2 + 20 ** 2 + 10 ** 2) / 3), 9)
  })

  it('leaves out what is too short, too long or too far from the median of the five before', () => {
    const filter = new ArtefactFilter()
    const intervals = [299, 300, 2_000, 2_001, 800, 800, 800, 800, 800, 961, 960, 640, 639, 800]
    const valid = intervals.map((interval) => filter.isValid(interval))
    expect(valid.slice(0, 5)).toEqual([false, true, true, false, true])
    expect(valid.slice(9)).toEqual([false, true, true, false, true])
  })

  it('of a workout leaves out the pairs that an artefact touches', () => {
    const intervals = [...Array(6).fill(1_000), 1_500, 1_000, 1_040, ...Array(11).fill(1_040)]
    const { metrics } = recordedOf({ seconds: 21, samples: [beatsOf(intervals)] })
    // 19 valid intervals, the five pairs before the artefact and the twelve after it; one of those differs, by 40 ms.
    expect(metrics.rmssd).toBeCloseTo(Math.sqrt(1_600 / 17), 6)
    expect(metrics.pnn50).toBe(0)
    expect(metrics.hrvCoverage).toBeCloseTo((7 * 1_000 + 12 * 1_040) / 21_000, 9)
  })

  it('goes on from one series to the next, and not over a hole between them', () => {
    const first = beatsOf([1_000, 1_000, 1_000, 1_000])
    const joined = recordedOf({ seconds: 8, samples: [first, beatsOf([1_100, 1_100, 1_100], 4)] })
    expect(joined.metrics.rmssd).toBeCloseTo(Math.sqrt(10_000 / 6), 6)
    const apart = recordedOf({ seconds: 8, samples: [first, beatsOf([1_100, 1_100, 1_100], 4.5)] })
    expect(apart.unavailable.rmssd).toBeUndefined()
    expect(apart.metrics.rmssd).toBeCloseTo(0, 9)
  })

  it('is absent where beats cover less than four fifths of the time, or there are none', () => {
    const { metrics, unavailable } = recordedOf({ seconds: 100, samples: [beatsOf(Array(79).fill(1_000))] })
    expect(metrics).not.toHaveProperty('sdnn')
    expect(metrics.hrvCoverage).toBeCloseTo(0.79, 9)
    expect(unavailable.sdnn).toBe('valid intervals between beats cover too little of the time')
    expect(recordedOf({ seconds: 100 }).unavailable.rmssd).toBe('no beats')
  })

  it('counts beats once when two sensors hear them', () => {
    const twice = [beatsOf(Array(50).fill(1_000)), beatsOf(Array(50).fill(1_010), 5)]
    expect(recordedOf({ seconds: 50, samples: twice }).metrics).toMatchObject({ rmssd: 0, hrvCoverage: 1 })
  })
})

describe('heart-rate drift', () => {
  // By hand (Friel): 200 W at 140, then 190 W at 152/min: (200 / 140 − 190 / 152) / (200 / 140) = 12.5 %.
  it('is what efficiency lost from the first half to the second', () => {
    const quantities = [
      ...[...steady('cyclingPower', 200, 0, 1_200), ...steady('cyclingPower', 190, 1_200, 2_400)],
      ...[...steady('heartRate', 140, 0, 1_200), ...steady('heartRate', 152, 1_200, 2_400)],
    ]
    const { metrics, basis } = recordedOf({ seconds: 2_400, quantities })
    expect(metrics.heartRateDrift).toBeCloseTo(12.5, 9)
    expect(basis?.heartRateDrift).toBe('power')
  })

  it('is exact wherever the middle is', () => {
    const quantities = [
      ...[...steady('cyclingPower', 100, 0, 131), ...steady('cyclingPower', 300, 131, 263)],
      ...[...steady('heartRate', 120, 0, 131), ...steady('heartRate', 150, 131, 263)],
    ]
    const first = (131 * 100 + 0.5 * 300) / (131 * 120 + 0.5 * 150)
    expect(recordedOf({ seconds: 263, quantities }).metrics.heartRateDrift).toBeCloseTo((1 - 2 / first) * 100, 9)
  })

  it('of a run is made of speed, also after hours', () => {
    const quantities = [
      over('distanceWalkingRunning', 21_600, 0, 7_200),
      over('distanceWalkingRunning', 21_600, 7_200, 14_400),
      ...[...steady('heartRate', 150, 0, 7_200), ...steady('heartRate', 160, 7_200, 14_400)],
    ]
    const { metrics, basis } = recordedOf({ seconds: 14_400, activityType: 'running', quantities })
    expect(metrics.heartRateDrift).toBeCloseTo((1 - 150 / 160) * 100, 6)
    expect(basis?.heartRateDrift).toBe('speed')
  })

  it('is absent without a heart rate, without effort, and under two minutes', () => {
    const reasonOf = (quantities: readonly Quantity[], seconds = 600) =>
      recordedOf({ seconds, quantities }).unavailable.heartRateDrift
    expect(reasonOf([])).toBe('no heart rate')
    expect(reasonOf(steady('heartRate', 140, 0, 600))).toBe('neither power nor distance')
    const short = [...steady('heartRate', 140, 0, 60), ...steady('cyclingPower', 140, 0, 60)]
    expect(reasonOf(short, 60)).toBe('under a minute of effort and heart rate in one of the halves')
  })
})

describe('heart-rate recovery', () => {
  const ride = steady('heartRate', 170, 0, 600)

  it('is the drop in the minute after the end', () => {
    const { metrics } = recordedOf({ seconds: 600, quantities: [...ride, ...steady('heartRate', 138, 605, 680)] })
    expect(metrics.heartRateRecovery).toBe(32)
  })

  it('is absent without readings after the end, near the minute and of the same sensor', () => {
    const other = steady('heartRate', 138, 605, 680).map((reading) => ({ ...reading, source: 'phone' }))
    const reasonOf = (after: typeof ride) =>
      recordedOf({ seconds: 600, quantities: [...ride, ...after] }).unavailable.heartRateRecovery
    expect(reasonOf([])).toBe('no heart rate after the end')
    expect(reasonOf(other)).toBe('no heart rate after the end')
    expect(reasonOf(steady('heartRate', 150, 601, 640))).toBe('no heart rate one minute after the end')
  })

  it('changes no statistic', () => {
    const { statistics } = recordedOf({ seconds: 600, quantities: [...ride, ...steady('heartRate', 60, 601, 680)] })
    expect(statistics.heartRate).toMatchObject({ count: 600, min: 170 })
  })
})
