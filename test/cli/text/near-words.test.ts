import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { didYouMean, editDistance, nearWords } from '../../../src/cli/text/near-words.js'

describe('near words', () => {
  const known = ['devices', 'scan', 'pair', 'start', 'stats', 'store', 'workout', 'workouts']

  it.each([
    ['device', ['devices']],
    ['scna', ['scan']],
    ['scn', ['scan']],
    ['work', ['workout', 'workouts']],
    ['Pair', ['pair']],
    ['zebra', []],
    ['', []],
  ])('finds for %j what may have been meant', (word, expected) => {
    expect(nearWords(word, known)).toEqual(expected)
  })

  it('says so in a sentence, or nothing', () => {
    expect(didYouMean('work', known)).toBe(' Did you mean workout or workouts?')
    expect(didYouMean('zebra', known)).toBe('')
  })
})

describe('the distance of two words', () => {
  it('is that of the other way round, and none for the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one))
        expect(editDistance(one, one)).toBe(0)
        expect(editDistance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length))
      }),
    )
  })
})
