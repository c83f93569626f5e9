import { expect, it } from 'vitest'
import { nextLimit, pauseAfter, usualPace } from '../../src/influx/pace.js'

it('doubles the pause with every failure, up to the longest', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((failures) => pauseAfter(failures, usualPace))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ])
})

it('reads fewer samples when they are long series, and more when they are single quantities', () => {
  expect(nextLimit(1_000, { samples: 1_000, points: 3_600_000 })).toBe(50)
  expect(nextLimit(50, { samples: 50, points: 50 })).toBe(100)
  expect(nextLimit(12_000, { samples: 12_000, points: 12_000 })).toBe(20_000)
  expect(nextLimit(700, { samples: 0, points: 0 })).toBe(700)
})
