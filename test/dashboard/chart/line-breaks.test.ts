import { describe, expect, test } from 'vitest'
import { lineBreaks } from '../../../dashboard/src/chart/line-breaks.js'

const line = (...seconds: number[]) => ({ times: seconds.map((second) => second * 1000), values: seconds })
const all = { start: 0, end: 1_000_000 }
const breaksOf = (points: ReturnType<typeof line>, limitMs = 5_000) =>
  lineBreaks(points, limitMs, all).map((at) => at / 1000)

describe('a line breaks', () => {
  test('where nothing was heard for longer than the stale limit', () => {
    expect(breaksOf(line(0, 1, 2, 8, 9, 10))).toEqual([2])
    expect(breaksOf(line(0, 1, 2, 7, 8, 9))).toEqual([])
  })

  test('not where values come no more often than that', () => {
    expect(breaksOf(line(0, 10, 20, 30, 40))).toEqual([])
    expect(breaksOf(line(0, 10, 20, 60, 70))).toEqual([20])
  })

  test('not where they begin to come less often', () => {
    expect(breaksOf(line(0, 1, 2, 3, 11, 19, 27, 35))).toEqual([])
  })

  test('within what is shown, and just before its end', () => {
    const points = line(0, 1, 2, 20, 21, 22, 60, 61)
    expect(lineBreaks(points, 5_000, { start: 20_500, end: 40_000 })).toEqual([22_000])
  })
})
