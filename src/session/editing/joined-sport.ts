import { HealthError } from '../../health/error.js'
import { allowedActivities } from '../../health/exercise/activities.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutConfiguration } from '../../health/workout.js'
import { type BegunActivity, type Course, wholeActivity } from './course.js'

const several = 'swimBikeRun'

/** What all of them say, or undefined. */
const common = <Value>(values: readonly Value[]): Value | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined

const notAllowed = (courses: readonly Course[], type: WorkoutActivityTypeName): HealthError | undefined => {
  const allowed: readonly string[] = [type, ...allowedActivities(type)]
  const errors = courses.flatMap(({ activityType, activities }, at) => {
    const isWrong = [activityType, ...activities.map((one) => one.activityType)].some((one) => !allowed.includes(one))
    return isWrong ? [{ pointer: `/workouts/${at}`, message: `is no part of a workout of ${type}` }] : []
  })
  return errors.length === 0
    ? undefined
    : new HealthError('workoutActivityNotAllowed', `these are no activities of a workout of ${type}`, errors)
}

/**
 * What workouts are together: of one sport, or of several (semantics § 10.4). `wanted` says what all of them were, whatever
 * their records say. Throws `workoutActivityNotAllowed` when they cannot be one.
 */
export function joinedSport(
  courses: readonly Course[],
  wanted: WorkoutActivityTypeName | undefined,
): WorkoutConfiguration {
  const activityType = wanted ?? common(courses.map((course) => course.activityType)) ?? several
  // Who names another sport than swimBikeRun corrects what the whole was; intervals of it are of that sport then, too.
  const error = wanted === undefined || wanted === several ? notAllowed(courses, activityType) : undefined
  if (error !== undefined) throw error
  const swimmingLocation = common(courses.map((course) => course.swimmingLocation))
  const lapLength = common(courses.map((course) => course.lapLength))
  return {
    activityType,
    location: common(courses.map(({ location }) => location)) ?? 'unknown',
    ...(swimmingLocation !== undefined && { swimmingLocation }),
    ...(lapLength !== undefined && { lapLength }),
  }
}

/** The activities that a course brings into a workout of another or the same type. */
export function broughtActivities(course: Course, activityType: WorkoutActivityTypeName): readonly BegunActivity[] {
  if (activityType === several && course.activityType !== several)
    return course.activities.length > 0 ? course.activities : [wholeActivity(course)]
  return activityType === several ? course.activities : course.activities.map((one) => ({ ...one, activityType }))
}
