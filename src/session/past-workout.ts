import type { RecordedActivity } from '../health/exercise/activities.js'
import type { Metadata } from '../health/sample.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type { CollectionChange, DeclaredFigures, Workout, WorkoutEvent, WorkoutLocation } from '../health/workout.js'
import type { HealthStore } from '../store/health-store.js'
import { finishedWorkout } from './finished-workout.js'
import { planOf } from './plan-of.js'
import type { Profile } from './profile.js'
import { saveWorkout } from './save-workout.js'

/** A workout that was recorded elsewhere, whose samples are stored. Epoch ms. */
export interface PastWorkout {
  /** A UUID. */
  readonly id: string
  readonly user: string
  /** The record of the same workout whose place it takes, because it was a shorter part of it. */
  readonly replaces?: string | undefined
  readonly source: string
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  readonly start: number
  readonly end: number
  readonly events: readonly WorkoutEvent[]
  /** Seconds without pauses, where it is known that pauses for lack of motion did not stop its timer. */
  readonly elapsed?: number | undefined
  /** The sports of several, or intervals; of any type, since what was done is not up to us. */
  readonly activities?: readonly RecordedActivity[] | undefined
  /** What alone is collected, when it is not all that belongs to its sports. */
  readonly collections?: readonly CollectionChange[] | undefined
  /** What its recorder says of it; kept in the record as it is. */
  readonly declared?: DeclaredFigures | undefined
  /** Kept with the record, which is a sample. */
  readonly metadata?: Metadata | undefined
  /** IANA name of the zone that the person was in; the person's own when it is left out. */
  readonly timeZone?: string | undefined
}

/**
 * Makes the record of a past workout from what is stored, exactly as that of a session, and saves it. One that is there
 * already stays as it is and is what resolves; `isNew` tells which.
 */
export async function recordPastWorkout(
  { store, profile }: { readonly store: HealthStore; readonly profile: (user: string) => Profile },
  past: PastWorkout,
): Promise<{ readonly workout: Workout; readonly isNew: boolean }> {
  const { replaces, declared, metadata, timeZone, ...facts } = past
  const { user, start: at, activityType, source, collections } = facts
  // Where only some sources are collected, what is there may be of the others.
  const known = collections ? undefined : await finishedWorkout(store, user, { at, activityType, source })
  if (known !== undefined && known.id !== replaces) return { workout: known, isNew: false }
  const context = { ...facts, live: false }
  const plan = planOf(context, profile(user))
  const { workout } = await saveWorkout({ store, context, plan, declared, metadata, timeZone })
  // Only now: whatever happens in between, a record is there.
  if (replaces !== undefined) await store.delete(user, [replaces])
  return { workout, isNew: true }
}
