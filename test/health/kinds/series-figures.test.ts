import { describe, expect, it } from 'vitest'
import { holdLimitMs } from '../../../src/health/hold-limit.js'
import { equivalentLevel, held, seriesFigures, weightedMean } from '../../../src/health/kinds/series-figures.js'

const seconds = (...list: readonly number[]): readonly number[] => list.map((second) => second * 1000)

describe('a value', () => {
  it('holds until the next one, and the last one for a second', () => {
    const weights = held({ type: 'heartRate', times: seconds(0, 10, 15), values: [100, 140, 120] })
    expect(weights.map(({ weight }) => weight)).toEqual([10_000, 5_000, 1_000])
  })

  it.each([
    ['heartRate', 30_000],
    ['cyclingSpeed', 30_000],
    ['cyclingPower', 10_000],
    ['runningPower', 10_000],
  ] as const)('of %s holds at most %d ms', (type, limit) => {
    expect(holdLimitMs(type)).toBe(limit)
    expect(held({ type, times: seconds(0, 3600), values: [1, 2] })[0]?.weight).toBe(limit)
  })
})

describe('the figures of a series', () => {
  it('of a cumulative type are its sum', () => {
    expect(seriesFigures({ type: 'stepCount', times: seconds(0, 1, 2), values: [1, 2, 3] })).toEqual({
      count: 3,
      sum: 6,
    })
  })

  it('of heart rates are weighted by time', () => {
    expect(seriesFigures({ type: 'heartRate', times: seconds(0, 29), values: [100, 160] })).toEqual({
      count: 2,
      min: 100,
      max: 160,
      average: (100 * 29 + 160) / 30,
      mostRecent: 160,
      mostRecentInterval: { start: 29_000, end: 29_000 },
    })
  })

  it('of a plain discrete type are not', () => {
    expect(seriesFigures({ type: 'bodyMass', times: seconds(0, 29), values: [80, 82] }).average).toBe(81)
  })

  it('of one quantity are that quantity', () => {
    expect(seriesFigures({ type: 'heartRate', times: [0], values: [61] })).toEqual({
      count: 1,
      min: 61,
      max: 61,
      average: 61,
      mostRecent: 61,
      mostRecentInterval: { start: 0, end: 0 },
    })
  })

  it('of intervals weigh each by its length, and the latest is the one that ends last', () => {
    const quantities = { times: seconds(0, 10), ends: seconds(30, 20), values: [100, 160] }
    expect(seriesFigures({ type: 'heartRate', ...quantities })).toMatchObject({
      average: 115,
      mostRecent: 100,
      mostRecentInterval: { start: 0, end: 30_000 },
    })
  })

  it('of sound are its equivalent level', () => {
    const times = seconds(0, 1)
    const { average } = seriesFigures({ type: 'environmentalAudioExposure', times, values: [80, 100] })
    expect(average).toBeCloseTo(97.03, 2)
  })
})

describe('a mean', () => {
  it.each([
    ['100 for 10 s, then 140 for 10 s', [10, 100, 10, 140], 120],
    ['100 for 30 s, then 160 for 10 s', [30, 100, 10, 160], 115],
  ] as const)('of %s is weighted by how long each held', (_, [first, a, second, b], expected) => {
    expect(
      weightedMean([
        { value: a, weight: first },
        { value: b, weight: second },
      ]),
    ).toBe(expected)
  })

  it('of levels is the level of their mean energy', () => {
    expect(
      equivalentLevel([
        { value: 80, weight: 3600 },
        { value: 100, weight: 3600 },
      ]),
    ).toBeCloseTo(97.03, 2)
  })

  it('of nothing is nothing', () => {
    expect(weightedMean([])).toBeUndefined()
    expect(equivalentLevel([{ value: 80, weight: 0 }])).toBeUndefined()
  })
})
