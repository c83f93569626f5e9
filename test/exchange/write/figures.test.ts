import { expect, it } from 'vitest'
import { figuresIn } from '../../../src/exchange/write/figures.js'
import type { Statistics } from '../../../src/health/statistics.js'
import type { QuantityTypeName } from '../../../src/health/type.js'

it('add up the ways of several types, and leave the first of what is no total', () => {
  const of = (type: QuantityTypeName, figures: Partial<Statistics>) => ({
    [type]: {
      type,
      unit: type.startsWith('distance') ? 'm' : 'W',
      count: 1,
      start: 0,
      end: 1,
      sources: [],
      ...figures,
    },
  })
  const statistics = {
    ...of('distanceCycling', { sum: 20_000 }),
    ...of('distanceWalkingRunning', { sum: 5_000 }),
    ...of('cyclingPower', { average: 200 }),
    ...of('runningPower', { average: 300 }),
  }
  expect(figuresIn(statistics)).toMatchObject({ distance: { sum: 25_000 }, power: { average: 200 } })
})
