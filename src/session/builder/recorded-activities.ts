import { type ActivitySpan, activityUuid } from '../../health/exercise/activities.js'
import { timerTime, within } from '../../health/exercise/timer.js'
import type { WorkoutActivity, WorkoutConfiguration, WorkoutEvent } from '../../health/workout.js'
import type { ActivityPart } from './activities.js'
import type { RecordInput } from './record.js'

type Figures = Pick<WorkoutActivity, 'elapsed' | 'statistics' | 'events' | 'zones'>

const configurationOf = ({ activityType, location, swimmingLocation, lapLength }: WorkoutConfiguration) => ({
  activityType,
  location,
  ...(swimmingLocation !== undefined && { swimmingLocation }),
  ...(lapLength !== undefined && { lapLength }),
})

// What happens at the very end belongs to the activity that begins there.
const overlaps = ({ at, end = at }: WorkoutEvent, activity: { readonly start: number; readonly end: number }) =>
  at < activity.end && (end > activity.start || at >= activity.start)

const activityOf = (
  { context, fold, at }: RecordInput,
  [span, part]: readonly [ActivitySpan, ActivityPart],
  events: readonly WorkoutEvent[],
): WorkoutActivity => {
  const { start, metadata } = span
  const end = Math.min(span.end, at)
  const elapsed = timerTime(fold.track.spans, { start, end }) / 1_000
  const statistics = part.statistics()
  return {
    uuid: activityUuid(context.id, start),
    ...configurationOf(span),
    start,
    end,
    elapsed,
    statistics,
    events: events.filter((event) => overlaps(event, { start, end: span.end < at ? end : Number.POSITIVE_INFINITY })),
    zones: part.zones(),
    ...part.meters?.figures({ elapsed, statistics }, within(fold.track.spans, { start, end })),
    ...(metadata !== undefined && { metadata }),
  }
}

/** The activities of a workout as it is at an instant; when none was begun, one that is the whole of it. */
export const recordedActivities = (input: RecordInput, whole: Figures): readonly WorkoutActivity[] => {
  const { context, fold, at } = input
  const { id, start } = context
  const begun = fold.track.activities.all.filter(([span]) => span.start < at)
  if (begun.length > 0) return begun.map((activity) => activityOf(input, activity, whole.events ?? []))
  return [{ uuid: activityUuid(id, start), ...configurationOf(context), start, end: at, ...whole }]
}
