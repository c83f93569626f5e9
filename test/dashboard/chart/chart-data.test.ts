import { expect, test } from 'vitest'
import { chartData } from '../../../dashboard/src/chart/chart-data.js'

test('the table has seconds from the origin, power, then heart rate', () => {
  const lines = {
    heartRate: { times: [1000, 3000], values: [100, 102] },
    power: { times: [2000, 3000], values: [200, 210] },
  }
  expect(chartData(lines, { start: 1000, end: 5000, columns: 100, gaps: [] }, 1000)).toEqual([
    [0, 1, 2],
    [undefined, 200, 210],
    [100, undefined, 102],
  ])
})

test('a line breaks where nothing was recorded, however short that is', () => {
  const times = [1000, 2000, 3000, 6000, 7000]
  const lines = { heartRate: { times, values: times }, power: { times: [], values: [] } }
  const drawn = (gaps: readonly { start: number; end: number }[]) =>
    chartData(lines, { start: 1000, end: 9000, columns: 100, gaps }, 0)[2]
  expect(drawn([])).toEqual(times)
  expect(drawn([{ start: 3000, end: 5500 }])).toEqual([1000, 2000, 3000, null, 6000, 7000])
  expect(drawn([{ start: 7000, end: 8000 }])).toEqual(times)
})
