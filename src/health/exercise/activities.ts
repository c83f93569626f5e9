import type { Span } from '../clock.js'
import type { WorkoutActivityTypeName } from '../type.js'
import type { WorkoutConfiguration, WorkoutMetadata, ZoneBorders } from '../workout.js'

/** An activity as it was recorded, epoch ms; without an end it lasts until the next one, or as long as the workout. */
export interface RecordedActivity extends WorkoutConfiguration {
  readonly start: number
  readonly end?: number | undefined
  readonly metadata?: WorkoutMetadata | undefined
  /** The activity's own, before those of the workout. */
  readonly zones?: ZoneBorders | undefined
}

/** An activity with its place in the workout; one that is going on ends at infinity. */
export type ActivitySpan = RecordedActivity & Span

/** A workout's times and what was recorded of its activities, in any order. */
interface Activities {
  readonly start: number
  readonly end?: number | undefined
  readonly activities?: readonly RecordedActivity[] | undefined
}

const multisport: readonly WorkoutActivityTypeName[] = ['swimming', 'cycling', 'running', 'transition']

/** What the activities of a workout may be: of several sports in swimBikeRun, else of its own (semantics §10.4). */
export const allowedActivities = (workout: WorkoutActivityTypeName): readonly WorkoutActivityTypeName[] =>
  workout === 'swimBikeRun' ? multisport : [workout]

/** The recorded activities with one that begins: it takes the place of one that began at the same instant. */
export const withBegun = (
  recorded: readonly RecordedActivity[],
  begun: RecordedActivity,
): readonly RecordedActivity[] =>
  [...recorded.filter(({ start }) => start !== begun.start), begun].sort((one, other) => one.start - other.start)

/** The activities inside the workout, oldest first: the next one ends the one before, so that none overlap. */
export const activitySpans = ({ start, end = Number.POSITIVE_INFINITY, activities = [] }: Activities) => {
  const ordered = activities.toSorted((one, other) => one.start - other.start)
  const placed = ordered.map((activity, index): ActivitySpan => {
    const next = ordered[index + 1]?.start ?? end
    const until = Math.min(activity.end ?? end, next, end)
    return { ...activity, start: Math.max(activity.start, start), end: until }
  })
  return placed.filter((span) => span.end > span.start)
}

/** The activity that goes on at an instant. */
export const activityAt = (activities: readonly ActivitySpan[], at: number): ActivitySpan | undefined =>
  activities.find((span) => span.start <= at && at < span.end)

/** The recorded activities with the one ended that goes on at an instant. */
export const withEnded = (recorded: readonly RecordedActivity[], at: number): readonly RecordedActivity[] => {
  const last = recorded.findLast(({ start }) => start <= at)
  return recorded.map((activity) => (activity === last ? { ...activity, end: at } : activity))
}

/** The UUID of an activity: of its workout's and its start, so that the same record has the same one every time. */
export const activityUuid = (workout: string, start: number): string => {
  const node = BigInt(`0x${workout.slice(-12)}`) ^ BigInt.asUintN(48, BigInt(Math.round(start)))
  return `${workout.slice(0, 14)}8${workout.slice(15, -12)}${node.toString(16).padStart(12, '0')}`
}
