import { expect, test } from 'vitest'
import { chartData } from '../../../dashboard/src/chart/chart-data.js'

test('the table has seconds from the origin, power, then heart rate', () => {
  const lines = {
    heartRate: { times: [1000, 3000], values: [100, 102] },
    power: { times: [2000, 3000], values: [200, 210] },
  }
  expect(chartData(lines, { start: 1000, end: 5000, columns: 100 }, 1000)).toEqual([
    [0, 1, 2],
    [undefined, 200, 210],
    [100, undefined, 102],
  ])
})
