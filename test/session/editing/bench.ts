import type { NewSample } from '../../../src/health/sample.js'
import type { Workout, WorkoutEvent } from '../../../src/health/workout.js'
import { openWorkoutEditing, type WorkoutEditing } from '../../../src/session/editing/workout-editing.js'
import { leftOf } from '../../../src/session/interruptions/heard.js'
import { holeOf } from '../../../src/session/interruptions/hole.js'
import { withInterruptions } from '../../../src/session/interruptions/interruptions.js'
import { type PastWorkout, recordPastWorkout } from '../../../src/session/past-workout.js'
import type { Profile } from '../../../src/session/profile.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { clockAt, memoryStore, start } from '../begin.js'

const profile: Profile = { functionalThresholdPower: 250, restingHeartRate: 50, maximumHeartRate: 190 }

/** A second of the day's first workout, epoch ms. */
export const at = (second: number): number => start + second * 1_000

/** An event at a second, until another one if it lasts. */
export const event = (name: WorkoutEvent['event'], second: number, end?: number): WorkoutEvent => ({
  event: name,
  at: at(second),
  ...(end !== undefined && { end: at(end) }),
})

type Recorded = Partial<Omit<PastWorkout, 'start' | 'end'>> & { readonly from: number; readonly to: number }

/** Finished workouts in a store in memory, and what can be made of them. */
export interface EditingBench {
  readonly store: HealthStore
  readonly editing: WorkoutEditing
  save(samples: readonly NewSample[]): Promise<void>
  /** Records a workout between two seconds; a ride without events unless said otherwise. */
  record(past: Recorded): Promise<Workout>
  /** Its record with the times at which nothing was heard, between seconds. */
  interrupted(workout: Workout, ...times: readonly (readonly [number, number])[]): Promise<Workout>
  /** The workouts that there are, oldest first. */
  workouts(): Promise<readonly Workout[]>
}

export const openEditingBench = (): EditingBench => {
  const store = memoryStore(clockAt(at(86_400)))
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `00000000-0000-7000-8000-${String(ids).padStart(12, '0')}`
  }
  const parts = { store, profile: () => profile }
  return {
    store,
    editing: openWorkoutEditing({ ...parts, newId }),
    save: async (samples) => {
      await store.save('me', samples)
    },
    record: async ({ from, to, ...facts }) => {
      const ride = { activityType: 'cycling', location: 'indoor', source: 'watch', events: [], user: 'me' } as const
      const past = { id: newId(), ...ride, ...facts, start: at(from), end: at(to) }
      return (await recordPastWorkout(parts, past)).workout
    },
    interrupted: async ({ id }, ...times) => {
      const sample = await store.find('me', id)
      if (sample?.kind !== 'workout') throw new Error('it was recorded')
      const holes = times.map(([from, to]) => holeOf({ start: at(from), end: at(to) }))
      const workout = withInterruptions(sample.workout, await leftOf(store, 'me', holes))
      await store.save('me', [{ ...sample, workout }], { replaces: [id] })
      return workout
    },
    workouts: async () => {
      const { items } = await store.samples('me', { types: ['workout'] })
      return items.flatMap((sample) => (sample.kind === 'workout' ? [sample.workout] : []))
    },
  }
}

/** What a workout says besides its id. */
export const factsOf = ({ id: _, activities, ...facts }: Workout) => ({
  ...facts,
  activities: activities.map(({ uuid: _, ...activity }) => activity),
})
