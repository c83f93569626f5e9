import type { Span } from '../../health/clock.js'
import { inTimeOrder, timerSpans, timerTime, within } from '../../health/exercise/timer.js'
import type { WorkoutEvent } from '../../health/workout.js'
import { goingOn, partOf } from './continued.js'
import type { BegunActivity, Course } from './course.js'
import { isToggle, timerEvents } from './timer-events.js'

/** An event that lasts, as a span. */
export const lasting = ({ at, end = at, ...event }: WorkoutEvent) => ({ ...event, start: at, end })
export type LastingEvent = ReturnType<typeof lasting>
export const eventOf = ({ start: at, ...event }: LastingEvent): WorkoutEvent => ({ ...event, at })
/** Whether an event has a length. */
export const lasts = ({ at, end = at }: WorkoutEvent): boolean => end > at

/** What happens at a border ends the part before it. */
const happensIn = ({ at }: WorkoutEvent, { start, end }: Span, isFirst: boolean): boolean =>
  (isFirst || at > start) && at <= end

// A lap may end between two milliseconds; one that was split after it ends with its part.
const atBorder =
  ({ end }: Span) =>
  (event: WorkoutEvent): WorkoutEvent =>
    event.event === 'lap' && event.at > end - 1 ? { ...event, at: end } : event

const eventsIn = (course: Course, span: Span): readonly WorkoutEvent[] => {
  const isFirst = span.start === course.start
  const inside = (event: WorkoutEvent): readonly WorkoutEvent[] => {
    if (!lasts(event)) return happensIn(event, span, isFirst) ? [atBorder(span)(event)] : []
    const part = partOf(lasting(event), span)
    if (part === undefined) return []
    // Several may end at the border: which of them goes on has to be told.
    return [eventOf((event.end ?? event.at) > span.end ? goingOn(part) : part)]
  }
  const events = course.events.filter((event) => !isToggle(event)).flatMap(inside)
  const toggles = timerEvents(within(timerSpans(course), span), span, course.events)
  return inTimeOrder([...toggles, ...events])
}

/** The one activity that a part consists of, when that is a sport of several. */
const onlySport = (course: Course, activities: readonly BegunActivity[], span: Span): BegunActivity | undefined => {
  const [first, ...others] = activities
  const isAll = first?.start === span.start && first.end === span.end && others.length === 0
  return isAll && course.activityType === 'swimBikeRun' && first.activityType !== 'transition' ? first : undefined
}

/** A part of a course. One that is a single sport of several is a workout of that sport. */
export function cut(course: Course, span: Span): Course {
  const activities = course.activities.flatMap((activity) => partOf(activity, span) ?? [])
  const interruptions = within(course.interruptions, span)
  const elapsed = timerTime(timerSpans(course), span) / 1_000
  const part = { ...course, ...span, elapsed, events: eventsIn(course, span), interruptions, activities }
  const sport = onlySport(course, activities, span)
  if (sport === undefined) return part
  const { metadata, zones = part.zones, ...configuration } = sport
  const { events, collections } = part
  const own = metadata === undefined ? [] : activities
  return { ...configuration, elapsed, zones, events, collections, interruptions, activities: own }
}
