import { samplesOfWorkout } from '../../src/exchange/gather.js'
import type { Recording } from '../../src/exchange/recording.js'
import type { Sample } from '../../src/health/sample.js'
import type { Workout } from '../../src/health/workout.js'
import { recordPastWorkout } from '../../src/session/past-workout.js'
import type { Profile } from '../../src/session/profile.js'
import type { HealthStore } from '../../src/store/health-store.js'
import { clockAt, memoryStore } from '../session/begin.js'

/** A recording in a store, and what the store then says of it. */
export interface Imported {
  readonly store: HealthStore
  readonly workout: Workout
  readonly samples: readonly Sample[]
}

const id = '0193e0a0-0000-7000-8000-000000000001'

/** Saves a recording's samples and makes its record of them. */
export async function imported(recording: Recording, profile: Profile = {}): Promise<Imported> {
  const store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
  const { activityType, location, start, end, readings, heartbeats, pauses, laps } = recording
  const source = 'import'
  await store.save(
    'me',
    [...readings, ...heartbeats].map((reading) => ({ ...reading, source })),
  )
  const events = [
    ...pauses.flatMap((pause) => [
      { event: 'pause' as const, at: pause.start },
      { event: 'resume' as const, at: pause.end },
    ]),
    ...laps.slice(1).map((lap) => ({ event: 'lap' as const, at: lap.start })),
  ].toSorted((one, other) => one.at - other.at)
  const activities = recording.parts
  const past = { id, user: 'me', source, activityType, location, start, end, events, activities }
  const { workout } = await recordPastWorkout({ store, profile: () => profile }, past)
  if (recording.route.length > 0)
    await store.save('me', [
      {
        ...{ kind: 'workoutRoute', type: 'workoutRoute', source, start, end, metadata: {} },
        ...{ workoutUuid: id, locations: recording.route },
      },
    ])
  return { store, workout, samples: await samplesOfWorkout(store, 'me', workout) }
}
