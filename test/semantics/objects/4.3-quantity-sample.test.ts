import { describe, expect, it } from 'vitest'
import { sampleJson } from '../../../src/health/json/sample-json.js'
import { sampleFigures } from '../../../src/health/kinds/series-figures.js'
import type { QuantitySample } from '../../../src/health/sample.js'
import { seriesSample } from '../../../src/health/sample-rules.js'
import { beat, saved, steps, ten } from '../../store/samples.js'

const uuid = '018f0000-0000-4000-8000-000000000001'
const series = (type: 'heartRate' | 'stepCount', values: readonly number[]) =>
  saved(
    seriesSample({ type, source: 'watch', start: ten, times: values.map((_, at) => ten + at * 10_000), values }),
    uuid,
  )

describe('§ 4.3 quantity sample', () => {
  it('holds one quantity when it is a plain one, and a plain discrete one has its value as every figure', () => {
    const sample: QuantitySample = saved(beat(ten, 61, { end: ten + 5_000 }), uuid)
    expect(sampleFigures(sample)).toEqual({
      count: 1,
      min: 61,
      max: 61,
      average: 61,
      mostRecent: 61,
      mostRecentInterval: { start: ten, end: ten + 5_000 },
    })
  })

  it('of a cumulative type has a sum, of a discrete type the others', () => {
    expect(sampleFigures(saved(steps(ten, ten + 1, 12), uuid))).toEqual({ count: 1, sum: 12 })
    expect(sampleFigures(series('stepCount', [1, 2, 3]))).toEqual({ count: 3, sum: 6 })
    expect(sampleFigures(series('heartRate', [60, 80]))).toEqual({
      count: 2,
      min: 60,
      max: 80,
      average: (60 * 10 + 80) / 11,
      mostRecent: 80,
      mostRecentInterval: { start: ten + 10_000, end: ten + 10_000 },
    })
  })

  it('that is a series tells its figures, its value being its sum or average', () => {
    expect(sampleJson(series('stepCount', [1, 2, 3]))).toMatchObject({ count: 3, value: 6, sum: 6 })
    expect(sampleJson(series('heartRate', [70, 70]), 'Hz')).toMatchObject({
      count: 2,
      value: 70 / 60,
      mostRecent: 70 / 60,
      mostRecentInterval: { start: '2026-11-22T10:00:10.000Z', end: '2026-11-22T10:00:10.000Z' },
    })
  })
})
