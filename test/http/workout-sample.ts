import type { WorkoutSample } from '../../src/health/sample.js'
import type { Workout } from '../../src/health/workout.js'

// The present of the tests over HTTP; not theirs to import, because the store's tests need no HTTP.
const noon = Date.UTC(2026, 10, 22, 12)

/** A finished workout of an hour, `number` hours after noon, as it rests in the store. */
export const workoutSample = (number = 0, changed: Partial<Workout> = {}): WorkoutSample => {
  const start = noon + number * 3_600_000
  const id = `0193bbbb-0000-7000-8000-${String(number).padStart(12, '0')}`
  const workout: Workout = {
    id,
    activityType: 'cycling',
    location: 'indoor',
    start,
    end: start + 3_600_000,
    elapsed: 3_500,
    total: 3_600,
    events: [{ event: 'lap', at: start + 1_000 }],
    laps: [],
    activities: [],
    statistics: {},
    zones: {},
    metrics: { normalizedPower: 201 },
    unavailable: { rmssd: 'no RR intervals' },
    sources: ['strap'],
    ...changed,
  }
  return {
    uuid: id,
    kind: 'workout',
    type: 'workout',
    start,
    end: workout.end,
    source: 'vitald',
    metadata: {},
    workout,
  }
}
