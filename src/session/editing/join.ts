import type { Span } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'
import { activitySpans } from '../../health/exercise/activities.js'
import { inTimeOrder, timerSpans, timerTime } from '../../health/exercise/timer.js'
import type { WorkoutActivityTypeName } from '../../health/type.js'
import type { WorkoutEvent } from '../../health/workout.js'
import { joinedCollections } from '../collecting/kept-collections.js'
import { goesOn, rejoined } from './continued.js'
import type { BegunActivity, Course } from './course.js'
import { eventOf, type LastingEvent, lasting, lasts } from './cut.js'
import { broughtActivities, joinedSport } from './joined-sport.js'
import { isToggle, timerEvents, union } from './timer-events.js'

const isIn = (at: number, { start, end }: Span): boolean => start <= at && at < end

/** Where another workout begins after a gap: a lap begins there, too. */
const joints = (courses: readonly Course[]): readonly WorkoutEvent[] =>
  union(courses)
    .slice(1)
    .map(({ start: at }) => ({ event: 'lap', at, metadata: { merged: true } }))

// A mark at the end of one ends its last lap; another one begins there.
const marks = ({ start, end }: Span, at: number): boolean => start < at && at <= end

/** The lap marks: where several recorded the same time, those of the first of them that has any. */
function joinedLaps(courses: readonly Course[], whole: Span): readonly WorkoutEvent[] {
  const goesOn = (at: number): boolean => at >= whole.end || courses.some((course) => isIn(at, course))
  const ranked = courses.map((course) => ({ course, laps: course.events.filter(({ event }) => event === 'lap') }))
  return ranked.flatMap(({ laps }, rank) => {
    const before = ranked.slice(0, rank).filter((one) => one.laps.length > 0)
    return laps.filter(({ at }) => goesOn(at) && !before.some(({ course }) => marks(course, at)))
  })
}

const isSameEvent = (one: LastingEvent, other: LastingEvent): boolean => goesOn(one) && one.event === other.event
const isSameActivity = (one: BegunActivity, other: BegunActivity): boolean => one.activityType === other.activityType

const nameOf = ({ event, at }: WorkoutEvent): string => `${event} ${at}`

/** Events of one instant stay in the order that they were told in. */
const inOrderOf = (known: readonly WorkoutEvent[], events: readonly WorkoutEvent[]): readonly WorkoutEvent[] => {
  const places = new Map(known.map((event, place) => [nameOf(event), place] as const).toReversed())
  const placeOf = (event: WorkoutEvent): number => places.get(nameOf(event)) ?? known.length
  return events.toSorted((one, other) => placeOf(one) - placeOf(other))
}

function joinedEvents(courses: readonly Course[], whole: Span): readonly WorkoutEvent[] {
  const known = courses.flatMap(({ events }) => events)
  const others = known.filter((event) => event.event !== 'lap' && !isToggle(event))
  const kept = [...joinedLaps(courses, whole), ...others]
  const lengths = rejoined(kept.filter(lasts).map(lasting), isSameEvent).map(eventOf)
  const toggles = timerEvents(union(courses.flatMap(timerSpans)), whole, known)
  const told = [...kept.filter((event) => !lasts(event)), ...lengths]
  return inTimeOrder([...toggles, ...inOrderOf(known, told), ...joints(courses)])
}

/** Throws when one sport lies in the middle of another: activities do not overlap (semantics § 10.4). */
function checkApart(activities: readonly BegunActivity[]): void {
  const isInside = (one: BegunActivity): boolean =>
    activities.some((other) => !isSameActivity(one, other) && other.start <= one.start && one.end <= other.end)
  if (activities.some(isInside))
    throw new HealthError('workoutActivityNotAllowed', 'a workout of one sport lies within one of another', [
      { pointer: '/workouts', message: 'holds a sport within another; `activityType` says which one it was' },
    ])
}

function joinedActivities(courses: readonly Course[], whole: Span, type: WorkoutActivityTypeName) {
  const brought = courses.map((course) => broughtActivities(course, type))
  const all = brought.flatMap((own, rank) => {
    const before = brought.slice(0, rank).flat()
    return own.filter((one) => !before.some((other) => isSameActivity(one, other) && isIn(one.start, other)))
  })
  const activities = rejoined(all, isSameActivity)
  checkApart(activities)
  return activitySpans({ ...whole, activities })
}

/**
 * The course of workouts together, from the first start to the last end: the timer runs where that of one ran, and what
 * lies between them is a pause. Where they overlap, laps and activities are those of the first in the list that has any.
 */
export function join(courses: readonly Course[], wanted?: WorkoutActivityTypeName | undefined): Course {
  const sport = joinedSport(courses, wanted)
  const start = Math.min(...courses.map((course) => course.start))
  const end = Math.max(...courses.map((course) => course.end))
  return {
    ...sport,
    ...{ start, end, elapsed: timerTime(union(courses.flatMap(timerSpans)), { start, end }) / 1_000 },
    zones: Object.assign({}, ...courses.toReversed().map(({ zones }) => zones)),
    events: joinedEvents(courses, { start, end }),
    collections: joinedCollections(courses),
    interruptions: union(courses.flatMap(({ interruptions }) => interruptions)),
    activities: joinedActivities(courses, { start, end }, sport.activityType),
  }
}
