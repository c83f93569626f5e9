import type { LiveWorkout, Workout } from '../../dashboard/src/wire.js'

export const rideStart = '2026-11-22T10:00:00.000Z'

/** An instant of the ride, `seconds` after its start. */
export const rideTime = (seconds: number): string => new Date(Date.parse(rideStart) + seconds * 1000).toISOString()

const figures = {
  id: 'ride',
  activityType: 'cycling',
  location: 'indoor',
  start: rideStart,
  elapsed: 100,
  total: 100,
  events: [],
  laps: [],
  activities: [],
  statistics: {},
  zones: {},
  metrics: {},
  unavailable: {},
  sources: [],
}

export const liveRide = (facts: Partial<LiveWorkout> = {}): LiveWorkout => ({
  ...figures,
  state: 'running',
  at: rideTime(100),
  lap: 1,
  ...facts,
})

export const pastRide = (facts: Partial<Workout> = {}): Workout => ({ ...figures, end: rideTime(100), ...facts })
