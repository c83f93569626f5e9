import { expect, it } from 'vitest'
import { workoutText } from '../../../src/cli/text/workout-text.js'

const run = {
  id: '01a20886-2415-7479-8285-ec543a380c4f',
  activityType: 'running',
  location: 'outdoor',
  start: '2026-11-22T12:00:00.000Z',
  elapsed: 1_500,
  total: 1_500,
  laps: [],
  statistics: { distanceWalkingRunning: { sum: 5_000 }, runningSpeed: { average: 4, max: 5 } },
  events: [],
  activities: [],
  zones: {},
  metrics: {},
  unavailable: {},
  sources: ['watch'],
}

it('tells the average pace of the way, not of what a sensor said now and then', () => {
  const metrics = { averageSpeed: 5_000 / 1_500 }
  expect(workoutText({ ...run, metrics })).toContain('pace        5:00 /km average, 3:20 /km maximum')
})

it('tells the pace as a sensor said it when the way is unknown', () => {
  expect(workoutText(run)).toContain('pace        4:10 /km average, 3:20 /km maximum')
})
