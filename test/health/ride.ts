import type { Statistics } from '../../src/health/statistics.js'
import type { LiveWorkout, Workout } from '../../src/health/workout.js'

const start = Date.UTC(2026, 10, 22, 10)
const end = start + 1_800_000

const heartRate: Statistics = {
  type: 'heartRate',
  unit: 'count/min',
  start,
  end,
  average: 140,
  min: 120,
  max: 160,
  mostRecent: { value: 150, at: end },
  count: 1200,
  sources: ['watch'],
}

/** A ride of half an hour with ten minutes of pauses. */
export const ride: Workout = {
  id: '0192f0c1-2b3d-7e4f-8a5b-6c7d8e9fa0b1',
  activityType: 'cycling',
  location: 'outdoor',
  start,
  end,
  elapsed: 1200,
  total: 1800,
  events: [
    { event: 'pause', at: start + 600_000 },
    { event: 'resume', at: start + 1_200_000 },
    { event: 'segment', at: start, end, metadata: { mine: 'x' } },
  ],
  laps: [{ start, end, elapsed: 1200, distance: undefined, statistics: { heartRate } }],
  activities: [{ activityType: 'cycling', location: 'outdoor', start, end, elapsed: 1200, statistics: {} }],
  statistics: { heartRate },
  zones: {
    heartRate: [
      { to: 140, seconds: 600 },
      { from: 140, to: undefined, seconds: 600 },
    ],
  },
  metrics: { work: 240 },
  unavailable: { normalizedPower: 'no power' },
  sources: ['watch'],
}

const { end: _, ...begun } = ride

/** The same ride while it lasts. */
export const liveRide: LiveWorkout = { ...begun, user: 'me', state: 'running', at: end, lap: 1, zone: undefined }
