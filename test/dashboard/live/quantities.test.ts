import { expect, test } from 'vitest'
import { distanceOf, newestReading, powerOf } from '../../../dashboard/src/live/quantities.js'
import type { Reading } from '../../../dashboard/src/live/staleness.js'

const reading = (type: string, receivedAt: number): Reading => ({
  ...{ type, receivedAt },
  ...{ value: 1, unit: 'W', lost: false, intervals: [] },
})

test('distance is the sum over the sports of a workout', () => {
  const unit = 'm'
  expect(distanceOf({ distanceCycling: { unit, sum: 1000 }, distanceSwimming: { unit, sum: 500 } })).toBe(1500)
  expect(distanceOf({})).toBeUndefined()
})

test('power is whatever kind of power there is', () => {
  expect(powerOf({ runningPower: { unit: 'W', average: 250 } })?.average).toBe(250)
})

test('of readings that answer the same question the newest is shown', () => {
  const readings = { cyclingPower: reading('cyclingPower', 1), runningPower: reading('runningPower', 2) }
  expect(newestReading(readings, ['cyclingPower', 'runningPower'])?.type).toBe('runningPower')
  expect(newestReading({}, ['cyclingPower'])).toBeUndefined()
})
