import { samplesOfWorkout } from '../../src/exchange/gather.js'
import type { Recording } from '../../src/exchange/recording.js'
import type { Sample } from '../../src/health/sample.js'
import type { Workout } from '../../src/health/workout.js'
import { importRecording } from '../../src/imports/import-recording.js'
import { isPlausible } from '../../src/ingest/sanity.js'
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

const newId = (): string => '0193e0a0-0000-7000-8000-000000000001'

/** Saves a recording's samples and makes its record of them. Throws when it had to leave any out. */
export async function imported(recording: Recording, profile: Profile = {}): Promise<Imported> {
  const store = memoryStore(clockAt(Date.parse('2026-11-22T10:00:00Z')))
  const record = (past: Parameters<typeof recordPastWorkout>[1]) =>
    recordPastWorkout({ store, profile: () => profile }, past)
  const parts = { store, newId, isPlausible, record }
  const { workout: id, problems } = await importRecording(parts, { user: 'me', recording }, () => undefined)
  const found = await store.find('me', id)
  if (found?.kind !== 'workout' || problems.length > 0) throw new Error(`the recording is not whole: ${problems}`)
  return { store, workout: found.workout, samples: await samplesOfWorkout(store, 'me', found.workout) }
}
