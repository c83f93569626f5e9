import { expect, test } from 'vitest'
import { declaredRows } from '../../../dashboard/src/figures/declared-rows.js'
import { pastRide } from '../rides.js'

const ride = pastRide({
  statistics: {
    heartRate: { unit: 'count/min', average: 99.7 },
    cyclingPower: { unit: 'W', average: 124.2, max: 159 },
  },
  metrics: { normalizedPower: 127.18, work: 20 },
})

test('figures are told that the recorder has otherwise', () => {
  const declared = {
    elapsed: 130,
    statistics: {
      heartRate: { unit: 'count/min', average: 100 },
      cyclingPower: { unit: 'W', average: 130, max: 159 },
      distanceCycling: { unit: 'm', sum: 24_786 },
      activeEnergyBurned: { unit: 'kcal', sum: 25 },
      runningGroundContactTime: { unit: 'ms', average: 260.3 },
      stepCount: { unit: 'count', sum: 120 },
    },
    metrics: { normalizedPower: 131, work: 20.1 },
  }
  expect(declaredRows({ ...ride, declared })).toEqual([
    { label: 'Time', declared: '2:10', ours: '1:40' },
    { label: 'Average power', declared: '130 W', ours: '124 W' },
    { label: 'Distance', declared: '24.78 km', ours: '–' },
    { label: 'Energy', declared: '25 kcal', ours: '–' },
    { label: 'Average running ground contact time', declared: '260.3 ms', ours: '–' },
    { label: 'Step count', declared: '120', ours: '–' },
    { label: 'Normalized Power', declared: '131 W', ours: '127 W' },
  ])
})

test('nothing is told of what agrees but for rounding', () => {
  expect(declaredRows(ride)).toEqual([])
  expect(declaredRows({ ...ride, declared: { elapsed: 100.4, metrics: { normalizedPower: 127 } } })).toEqual([])
})
