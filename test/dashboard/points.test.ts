import { expect, test } from 'vitest'
import { emptyPoints, fillGaps, firstAtOrAfter, insertPoint, sortPoints } from '../../dashboard/src/points.js'

test('a point goes to its place in time, and the newer word on an instant wins', () => {
  const points = emptyPoints()
  for (const [time, value] of [
    [1000, 1],
    [3000, 3],
    [2000, 2],
    [3000, 30],
  ] as const)
    insertPoint(points, time, value)
  expect(points).toEqual({ times: [1000, 2000, 3000], values: [1, 2, 30] })
})

test('the first point at or after a time is found', () => {
  expect(firstAtOrAfter([10, 20, 30], 20)).toBe(1)
  expect(firstAtOrAfter([10, 20, 30], 21)).toBe(2)
  expect(firstAtOrAfter([10, 20, 30], 31)).toBe(3)
  expect(firstAtOrAfter([], 1)).toBe(0)
})

test('pairs in any order become points', () => {
  expect(sortPoints([[2, 20] as const, [1, 10] as const, [2, 21] as const])).toEqual({
    times: [1, 2],
    values: [10, 21],
  })
})

test('another line only fills the silence of the first', () => {
  const base = { times: [0, 1000, 60_000], values: [1, 1, 1] }
  const extra = { times: [500, 2000, 40_000, 59_000, 61_000, 120_000], values: [2, 2, 2, 2, 2, 2] }
  expect(fillGaps(base, extra, 10_000)).toEqual({
    times: [0, 1000, 40_000, 60_000, 120_000],
    values: [1, 1, 2, 1, 2],
  })
})
