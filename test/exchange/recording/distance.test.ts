import { describe, expect, it } from 'vitest'
import { stretches } from '../../../src/exchange/recording/distance.js'
import type { ActivityRecord } from '../../../src/exchange/recording/recorded-activity.js'

const spans = [
  { start: 0, end: 10_000 },
  { start: 20_000, end: 30_000 },
]

const wayOf = (points: readonly (readonly [number, number])[], declared?: number) => {
  const records: readonly ActivityRecord[] = points.map(([second, distance]) => ({ at: second * 1000, distance }))
  const rest = { sport: 'running', hasPosition: true, timer: spans, laps: [], beats: [], parts: [] }
  return [...(stretches({ ...rest, records, summary: { distance: declared } }, spans) ?? [])].map(
    ({ start, end, metres }) => [start / 1000, end / 1000, metres] as const,
  )
}

describe('the way between records', () => {
  it('leaves what was gone in no time to the next stretch', () => {
    expect(
      wayOf([
        [0, 5],
        [10, 40],
        [30, 90],
      ]),
    ).toEqual([
      [0, 10, 40],
      [20, 30, 50],
    ])
  })

  it('takes no notice of records in a pause but of what they led to', () => {
    expect(
      wayOf([
        [10, 40],
        [15, 44],
        [25, 60],
        [30, 70],
      ]),
    ).toEqual([
      [0, 10, 40],
      [20, 25, 20],
      [25, 30, 10],
    ])
  })

  it('goes on to the end when the summary knows of a little more', () => {
    expect(
      wayOf(
        [
          [10, 500],
          [28, 997],
        ],
        1000,
      ),
    ).toEqual([
      [0, 10, 500],
      [20, 28, 497],
      [28, 30, 3],
    ])
  })

  it('does not believe a summary that knows of much more, or of less', () => {
    for (const declared of [2000, 500]) {
      expect(
        wayOf(
          [
            [10, 500],
            [30, 997],
          ],
          declared,
        ).at(-1),
      ).toEqual([20, 30, 497])
    }
  })

  it('begins again when the device does', () => {
    expect(
      wayOf([
        [5, 100],
        [10, 20],
        [30, 50],
      ]),
    ).toEqual([
      [0, 5, 100],
      [5, 10, 0],
      [20, 30, 30],
    ])
  })

  it('is nothing when the total never leaves 0 or was never there', () => {
    expect(
      wayOf(
        [
          [0, 0],
          [30, 0],
        ],
        0,
      ),
    ).toEqual([])
    expect(wayOf([])).toEqual([])
  })
})
