import type { Span } from '../../../health/clock.js'
import type { Metadata } from '../../../health/sample.js'
import { findActivityType, type WorkoutActivityTypeName } from '../../../health/type.js'
import type { WorkoutLocation } from '../../../health/workout.js'
import type { XmlElement } from '../document/element-parser.js'
import type { AppleActivity } from '../finding.js'
import { timesOf } from '../records.js'
import type { Refuse } from '../refuse.js'
import { eventsOf, factsOf, type ReadMetadata } from './workout-events.js'

/** What a part of a triathlon was is not said but by what was measured in it. */
const sports: readonly (readonly [string, WorkoutActivityTypeName])[] = [
  ['HKQuantityTypeIdentifierDistanceSwimming', 'swimming'],
  ['HKQuantityTypeIdentifierDistanceCycling', 'cycling'],
  ['HKQuantityTypeIdentifierDistanceWalkingRunning', 'running'],
]

function sportOf({ attributes, children }: XmlElement, whole: WorkoutActivityTypeName): WorkoutActivityTypeName {
  const said = findActivityType(attributes.workoutActivityType ?? '')
  if (said !== undefined || whole !== 'swimBikeRun') return said ?? whole
  const measured = children.filter(({ name }) => name === 'WorkoutStatistics').map((child) => child.attributes.type)
  return sports.find(([type]) => measured.includes(type))?.[1] ?? 'transition'
}

/** Where a workout was, as its metadata says. */
export const locationIn = ({ indoorWorkout }: Metadata): WorkoutLocation => {
  if (typeof indoorWorkout !== 'boolean') return 'unknown'
  return indoorWorkout ? 'indoor' : 'outdoor'
}

/** A workout whose parts are read. */
export interface Whole extends Span {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
}

interface Tools {
  readonly refuse: Refuse
  readonly metadata: ReadMetadata
}

function activityOf(element: XmlElement, whole: Whole, tools: Tools): AppleActivity | undefined {
  const [start, last] = timesOf(element.attributes) ?? [Number.NaN, Number.NaN]
  const end = element.attributes.endDate === undefined ? whole.end : last
  const span = { start: Math.max(start, whole.start), end: Math.min(end, whole.end) }
  if (!(span.end > span.start)) return tools.refuse('badTimes', 'WorkoutActivity')
  const metadata = tools.metadata(element.children)
  const location = locationIn(metadata)
  const events = eventsOf(element.children, span, tools)
  return {
    activityType: sportOf(element, whole.activityType),
    location: location === 'unknown' ? whole.location : location,
    ...span,
    ...(events.length > 0 && { events }),
    ...(Object.keys(metadata).length > 0 && { metadata: factsOf(metadata) }),
  }
}

/** Each from the end of the one before at the earliest: parts do not overlap. */
function apart(activities: readonly AppleActivity[]): readonly AppleActivity[] {
  let last = Number.NEGATIVE_INFINITY
  return activities.flatMap((activity) => {
    const start = Math.max(activity.start, last)
    last = Math.max(last, activity.end)
    return activity.end > start ? [{ ...activity, start }] : []
  })
}

/** Dates are whole seconds, cut off. */
const sameMs = 1_000

const isAll = ({ start, end }: Span, whole: Span): boolean => start - whole.start <= sameMs && whole.end - end <= sameMs

/** The parts of a workout, one after another; none when one part is the whole, as every workout of today has it. */
export function activitiesOf(children: readonly XmlElement[], whole: Whole, tools: Tools): readonly AppleActivity[] {
  const elements = children.filter(({ name }) => name === 'WorkoutActivity')
  const read = elements.flatMap((element) => activityOf(element, whole, tools) ?? [])
  const [only, ...others] = apart(read.toSorted((one, other) => one.start - other.start))
  if (only === undefined || (others.length === 0 && isAll(only, whole))) return []
  return [only, ...others]
}
