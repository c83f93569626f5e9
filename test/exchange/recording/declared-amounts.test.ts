import { describe, expect, it } from 'vitest'
import { declaredShares } from '../../../src/exchange/recording/declared-amounts.js'

const spans = [
  { start: 0, end: 10_000 },
  { start: 20_000, end: 30_000 },
]
const laps = [
  { start: 0, end: 10_000 },
  { start: 10_000, end: 30_000 },
]
const shares = (whole: number | undefined, ...byLap: (number | undefined)[]) =>
  declaredShares({ whole, byLap }, { spans, laps }).map(({ start, end, amount }) => [start, end, amount])

describe('what is declared of an amount', () => {
  it('is spread evenly where nobody knows of laps', () => {
    expect(shares(100)).toEqual([
      [0, 10_000, 50],
      [20_000, 30_000, 50],
    ])
    expect(shares(100, 70, undefined)).toEqual(shares(100))
    expect(shares(100, 70, 20, 10)).toEqual(shares(100))
  })

  it('is spread lap by lap where every lap declares its part', () => {
    expect(shares(undefined, 70, 30)).toEqual([
      [0, 10_000, 70],
      [20_000, 30_000, 30],
    ])
  })

  it('adds up to the whole', () => {
    expect(shares(200, 70, 30)).toEqual([
      [0, 10_000, 140],
      [20_000, 30_000, 60],
    ])
  })

  it('leaves no part of it in a lap of no time', () => {
    const times = { spans, laps: [...laps, { start: 30_000, end: 30_000 }] }
    const amounts = declaredShares({ whole: 100, byLap: [40, 40, 20] }, times).map(({ amount }) => amount)
    expect(amounts).toEqual([50, 50])
  })

  it('is nothing where nothing is declared', () => {
    expect(shares(undefined)).toEqual([])
    expect(shares(0, 0, 0)).toEqual([])
    expect(shares(90, 0, 0)).toEqual(shares(90))
  })
})
