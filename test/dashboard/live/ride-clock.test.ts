import { expect, test } from 'vitest'
import { elapsedNow, nextClock, type RideClock } from '../../../dashboard/src/live/ride-clock.js'
import { liveRide, rideTime } from '../rides.js'

const told = (before: RideClock | undefined, seconds: number, receivedAt: number) =>
  nextClock(before, liveRide({ elapsed: seconds, at: rideTime(seconds) }), receivedAt)

test('elapsed time ticks between messages while the ride runs and the stream stands', () => {
  const clock = told(undefined, 100, 5000)
  expect(elapsedNow(clock, 5000, true)).toBe(100)
  expect(elapsedNow(clock, 7500, true)).toBe(102.5)
  expect(elapsedNow(clock, 7500, false)).toBe(100)
})

test('elapsed time stands in a pause', () => {
  const clock = nextClock(undefined, liveRide({ state: 'paused' }), 5000)
  expect(elapsedNow(clock, 9000, true)).toBe(100)
})

test('a replay moves with its messages only', () => {
  const clock = told(told(undefined, 100, 5000), 160, 6000)
  expect(clock.replay).toBe(true)
  expect(elapsedNow(clock, 6900, true)).toBe(160)
})

test('messages that come at the pace of the ride are no replay', () => {
  let clock = told(undefined, 100, 5000)
  for (const second of [1, 2, 3, 20]) clock = told(clock, 100 + second, 5000 + second * 1000 + 80)
  expect(clock.replay).toBe(false)
})

test('a message that is a little late does not set the time back', () => {
  const clock = told(told(undefined, 100, 5000), 101, 6700)
  expect(elapsedNow(clock, 6700, true)).toBeCloseTo(101.7)
})

test('a message that corrects by more than a moment is believed', () => {
  const clock = told(told(undefined, 100, 5000), 101, 15_000)
  expect(elapsedNow(clock, 15_000, true)).toBe(101)
})

test('another session starts afresh', () => {
  const clock = nextClock(told(undefined, 100, 5000), liveRide({ id: 'next', elapsed: 0 }), 5500)
  expect(elapsedNow(clock, 5500, true)).toBe(0)
})
