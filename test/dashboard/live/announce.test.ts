import { expect, test } from 'vitest'
import { announce } from '../../../dashboard/src/live/announce.js'
import { liveRide } from '../rides.js'

test('every change of state and every lap is announced, a new figure is not', () => {
  const paused = liveRide({ state: 'paused' })
  expect(announce(null, liveRide())).toBe('Workout started')
  expect(announce(liveRide(), paused)).toBe('Workout paused')
  expect(announce(liveRide(), { ...paused, pausedBy: 'motion' })).toBe('Workout paused: no motion')
  expect(announce(paused, liveRide())).toBe('Workout resumed')
  expect(announce(liveRide(), liveRide({ lap: 2 }))).toBe('Lap 2')
  expect(announce(liveRide(), null)).toBe('Workout ended')
  expect(announce(liveRide(), liveRide({ elapsed: 101 }))).toBeUndefined()
  expect(announce(null, null)).toBeUndefined()
})
