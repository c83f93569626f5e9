import { expect, it } from 'vitest'
import { declaredLines } from '../../../../src/cli/text/figures/declared-text.js'

const workout = {
  elapsed: 196,
  statistics: { heartRate: { average: 99.7, max: 121 }, cyclingPower: { average: 124.2, max: 159 } },
  metrics: { normalizedPower: 127.18, intensityFactor: 0.914, averageSpeed: 0 },
}

it('tells where the recorder says otherwise, and its figures beside ours', () => {
  const statistics = { heartRate: { average: 100, max: 121 }, cyclingPower: { average: 130, max: 159 } }
  const metrics = { normalizedPower: 131, intensityFactor: 0.915, ascent: 12 }
  expect(declaredLines({ ...workout, declared: { elapsed: 196.2, statistics, metrics } })).toEqual([
    '  power average     130 W  here 124 W',
    '  normalized power  131 W  here 127 W',
    '  ascent             12 m      here –',
  ])
})

it('tells of types by their names, of time as a clock', () => {
  const statistics = { runningStrideLength: { unit: 'm', average: 1.204 }, distanceCycling: { sum: 20_000 } }
  expect(declaredLines({ ...workout, declared: { elapsed: 300, statistics } })).toEqual([
    '  time                               5:00  here 3:16',
    '  running stride length average     1.2 m     here –',
    '  distance                       20.00 km     here –',
  ])
})

it('tells nothing when they agree, or nothing is declared', () => {
  expect(declaredLines(workout)).toEqual([])
  expect(declaredLines({ ...workout, declared: { elapsed: 195, metrics: { normalizedPower: 127 } } })).toEqual([])
})
