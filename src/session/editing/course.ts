import type { Span } from '../../health/clock.js'
import type { RecordedActivity } from '../../health/exercise/activities.js'
import type { Metadata, WorkoutSample } from '../../health/sample.js'
import type {
  CollectionChange,
  Workout,
  WorkoutActivity,
  WorkoutConfiguration,
  WorkoutEvent,
  ZoneBorders,
  ZonesByType,
} from '../../health/workout.js'
import { keptCollections, metadataOfCollections } from '../collecting/kept-collections.js'

/** What decides a record's figures, besides the samples: what it is of, when, and what happened in it. Epoch ms. */
export interface Course extends WorkoutConfiguration, Span {
  readonly events: readonly WorkoutEvent[]
  /** Seconds without pauses, where that is known of the whole: see `TimedWorkout`. */
  readonly elapsed?: number | undefined
  /** The borders that its zones have, by type. */
  readonly zones: ZoneBorders
  /** What it was asked to collect. */
  readonly collections?: readonly CollectionChange[] | undefined
  /** When nothing was heard, as far as is known. */
  readonly interruptions: readonly Span[]
  /** Those that were begun; none when the whole is one. */
  readonly activities: readonly BegunActivity[]
}

/** An activity that has ended. */
export type BegunActivity = RecordedActivity & Span

const configurationOf = ({ activityType, location, swimmingLocation, lapLength }: WorkoutConfiguration) => ({
  activityType,
  location,
  ...(swimmingLocation !== undefined && { swimmingLocation }),
  ...(lapLength !== undefined && { lapLength }),
})

const bordersOf = (zones: ZonesByType = {}): ZoneBorders =>
  Object.fromEntries(Object.entries(zones).map(([type, times]) => [type, times.flatMap(({ from }) => from ?? [])]))

const begun = ({ start, end, zones, metadata, ...activity }: WorkoutActivity): BegunActivity => ({
  ...configurationOf(activity),
  ...{ start, end, zones: bordersOf(zones) },
  ...(metadata !== undefined && { metadata }),
})

/** Whether it is the one that every workout has in which none was begun. */
const isWhole = ({ start, end, activityType, metadata }: WorkoutActivity, workout: Workout): boolean =>
  start === workout.start && end === workout.end && activityType === workout.activityType && metadata === undefined

// An interval that fills a part of a workout looks like the whole of it, and is none.
const begunKey = 'activitiesBegun'

/** What the metadata of a record say of its course, for it to be read from the record again. */
export const metadataOfCourse = ({ activities, collections }: Course): Metadata => ({
  ...metadataOfCollections(collections),
  ...(activities.length > 0 && { [begunKey]: true }),
})

/** The course that a record was made of. */
export function courseOf({ workout, metadata }: WorkoutSample): Course {
  const { start, end, elapsed, events, activities, interruptions = [] } = workout
  const [first, ...others] = activities
  const isOne = others.length === 0 && metadata[begunKey] !== true
  const whole = first !== undefined && isOne && isWhole(first, workout) ? first : undefined
  return {
    ...configurationOf(whole ?? workout),
    ...{ start, end, elapsed, events, interruptions },
    ...{ zones: bordersOf(workout.zones), collections: keptCollections(metadata) },
    activities: whole === undefined ? activities.map(begun) : [],
  }
}

/** The whole of a course as one activity. */
export const wholeActivity = ({ start, end, zones, ...course }: Course): BegunActivity => ({
  ...configurationOf(course),
  ...{ start, end, zones },
})
