import type { Span } from '../../health/clock.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutLocation } from '../../health/workout.js'
import type { ActivityPart, ActivityRecord, RecordedActivity } from './recorded-activity.js'
import type { Records } from './records.js'
import { locationOf } from './sport.js'
import { activityTypeOf } from './sport-words.js'

/** A sport of several, epoch ms. */
export interface SportPart extends Span {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
}

/** Starts are cut to whole seconds, lengths are not: by so much a part may seem to begin before the last one's end, ms. */
const cutMs = 1_000

/** Where a part that begins at `start` ends: after its declared length, but not much behind the start of the next. */
const endOf = (start: number, part: ActivityPart, next: number): number => {
  const end = start + part.end - part.start
  return end > start && end < next + cutMs ? end : next
}

function* within(records: Records, { start, end }: Span): Generator<ActivityRecord> {
  for (const record of records) if (record.at >= start && record.at < end) yield record
}

/** The sports of a multisport activity in time order, inside the workout and without overlap; empty when there is one. */
export function partsOf(activity: RecordedActivity, whole: Span): readonly SportPart[] {
  const ordered = activity.parts.toSorted((one, other) => one.start - other.start)
  let passed = whole.start
  const spans = ordered.map((part, index) => {
    const start = Math.max(part.start, passed)
    const end = Math.min(endOf(start, part, ordered[index + 1]?.start ?? whole.end), whole.end)
    passed = Math.max(start, end)
    return { part, start, end }
  })
  return spans
    .filter(({ start, end }) => end > start)
    .map(({ part, start, end }) => {
      const records = within(activity.records, { start, end })
      const location = locationOf({ ...activity, ...part, records })
      return { activityType: activityTypeOf(part.sport, part.subSport), location, start, end }
    })
}
