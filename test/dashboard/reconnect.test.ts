import { expect, test } from 'vitest'
import { reconnectDelayMs } from '../../dashboard/src/reconnect.js'

test('the wait doubles from half a second to fifteen seconds', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => reconnectDelayMs(attempt, 0.5))
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000])
})

test('chance moves the wait by a tenth either way', () => {
  expect(reconnectDelayMs(1, 0)).toBe(900)
  expect(reconnectDelayMs(1, 1)).toBe(1100)
})
