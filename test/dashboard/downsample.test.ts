import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignLines, downsample } from '../../dashboard/src/downsample.js'
import { sortPoints } from '../../dashboard/src/points.js'

const day = sortPoints(Array.from({ length: 86_400 }, (_, second) => [second * 1000, (second * 7919) % 251] as const))

describe('down-sampling', () => {
  test('leaves a short line as it is', () => {
    const points = { times: [0, 1000, 2000], values: [1, 2, 3] }
    expect(downsample(points, { start: 0, end: 3000, columns: 100 })).toEqual(points)
  })

  test('keeps no more than two points a column of a day at 1 Hz', () => {
    expect(downsample(day, { start: 0, end: 86_400_000, columns: 320 }).times.length).toBe(640)
  })

  test('keeps what is in the span only', () => {
    expect(downsample(day, { start: 5000, end: 8000, columns: 10 }).times).toEqual([5000, 6000, 7000])
  })

  test('keeps the lowest and the highest point of every column, in their order', () => {
    const line = fc.array(fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 400 })), {
      maxLength: 300,
    })
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 40 }), (pairs, columns) => {
        const points = sortPoints(pairs)
        const kept = downsample(points, { start: 0, end: 10_000, columns })
        const columnOf = (time: number) => Math.floor(time / (10_000 / columns))
        for (let column = 0; column < columns; column += 1) {
          const inColumn = (line: typeof kept) =>
            line.values.filter((_, at) => columnOf(line.times[at] ?? 0) === column)
          expect(Math.max(...inColumn(kept))).toBe(Math.max(...inColumn(points)))
          expect(Math.min(...inColumn(kept))).toBe(Math.min(...inColumn(points)))
        }
        expect(kept.times).toEqual([...kept.times].sort((a, b) => a - b))
      }),
    )
  })
})

describe('lines side by side', () => {
  test('share their instants, without a break where the other line has a point', () => {
    const lines = [
      { points: { times: [0, 2000], values: [1, 3] }, breaks: [] },
      { points: { times: [1000], values: [20] }, breaks: [] },
    ]
    expect(alignLines(lines)).toEqual([
      [0, 1000, 2000],
      [1, undefined, 3],
      [undefined, 20, undefined],
    ])
  })

  test('break for the whole of a gap, whatever the other line does meanwhile', () => {
    const lines = [
      { points: { times: [0, 9000], values: [1, 2] }, breaks: [0] },
      { points: { times: [4000, 8000], values: [3, 4] }, breaks: [] },
    ]
    expect(alignLines(lines)).toEqual([
      [0, 1, 4000, 8000, 9000],
      [1, null, null, null, 2],
      [undefined, undefined, 3, 4, undefined],
    ])
  })
})
