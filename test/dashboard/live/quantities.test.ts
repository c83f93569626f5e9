import { expect, test } from 'vitest'
import { distanceOf, newestReading, powerOf, zoneOf } from '../../../dashboard/src/live/quantities.js'
import type { Reading } from '../../../dashboard/src/live/staleness.js'

const reading = (type: string, receivedAt: number): Reading => ({
  ...{ type, receivedAt },
  ...{ value: 1, unit: 'W', lost: false, intervals: [] },
})

test('a value is in the zone whose lower border it reaches', () => {
  const zones = [
    { to: 120, seconds: 0 },
    { from: 120, to: 150, seconds: 0 },
    { from: 150, seconds: 0 },
  ]
  expect([100, 119.9, 120, 150, 300].map((value) => zoneOf(value, zones))).toEqual([0, 0, 1, 2, 2])
  expect(zoneOf(100, undefined)).toBeUndefined()
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
