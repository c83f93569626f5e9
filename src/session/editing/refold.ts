import type { Workout, WorkoutActivity } from '../../health/workout.js'
import type { HealthStore } from '../../store/health-store.js'
import { leftOf } from '../interruptions/heard.js'
import { holeOf } from '../interruptions/hole.js'
import { withInterruptions } from '../interruptions/interruptions.js'
import { planOf } from '../plan-of.js'
import type { Profile } from '../profile.js'
import { makeRecord } from '../save-workout.js'
import type { BegunActivity, Course } from './course.js'

/** What records are made with. */
export interface RecordParts {
  readonly store: HealthStore
  readonly profile: (user: string) => Profile
}

/** Whose record, by which id, by whom. */
export interface RecordName {
  readonly id: string
  readonly user: string
  readonly source: string
}

// The laps of a record are where they were: lengths that are known do not end further ones.
const withoutLength = <One extends { readonly lapLength?: number | undefined }>({ lapLength: _, ...one }: One) => one

const lengthOf = (course: Course, { start }: WorkoutActivity): number | undefined =>
  (course.activities.length === 0 ? course : course.activities.find((one: BegunActivity) => one.start === start))
    ?.lapLength

/**
 * The record of a course, folded from what is stored as that of a session is; its laps are those of its events, its
 * interruptions those that nothing has turned up of.
 */
export async function refold({ store, profile }: RecordParts, name: RecordName, course: Course): Promise<Workout> {
  const fixed = { ...withoutLength(course), activities: course.activities.map(withoutLength) }
  const context = { ...fixed, ...name, live: false }
  const record = await makeRecord({ store, context, plan: planOf(context, profile(name.user)) })
  const activities = record.activities.map((activity) => {
    const lapLength = lengthOf(course, activity)
    return { ...activity, ...(lapLength !== undefined && { lapLength }) }
  })
  const left = await leftOf(store, name.user, course.interruptions.map(holeOf))
  return withInterruptions({ ...record, activities }, left)
}
