import type { Span } from '../../../health/clock.js'
import type { Metadata } from '../../../health/sample.js'
import type { WorkoutEvent, WorkoutEventName, WorkoutMetadata } from '../../../health/workout.js'
import type { XmlElement } from '../document/element-parser.js'
import type { Refuse } from '../refuse.js'
import { parseAppleTime } from '../values/apple-time.js'
import { secondsIn } from './duration.js'

const names: Readonly<Record<string, WorkoutEventName | undefined>> = {
  HKWorkoutEventTypePause: 'pause',
  HKWorkoutEventTypeResume: 'resume',
  HKWorkoutEventTypeLap: 'lap',
  HKWorkoutEventTypeMarker: 'marker',
  HKWorkoutEventTypeMotionPaused: 'motionPaused',
  HKWorkoutEventTypeMotionResumed: 'motionResumed',
  HKWorkoutEventTypeSegment: 'segment',
  HKWorkoutEventTypePauseOrResumeRequest: 'pauseOrResumeRequest',
}

const withLength: ReadonlySet<WorkoutEventName> = new Set(['lap', 'segment'])

/** Facts without units of their own: a quantity is told as text. */
export const factsOf = (metadata: Metadata): WorkoutMetadata =>
  Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [
      key,
      typeof value === 'object' ? `${value.value} ${value.unit}` : value,
    ]),
  )

/** What reads the metadata under an element. */
export type ReadMetadata = (children: readonly XmlElement[]) => Metadata

// Dates are whole seconds and lengths are not, so a length may reach over the end.
function endOf(event: WorkoutEventName, at: number, { attributes, whole }: Placed): { readonly end?: number } {
  const length = withLength.has(event) ? secondsIn(attributes.duration, attributes.durationUnit) : undefined
  const end = length === undefined ? at : Math.min(at + Math.round(length * 1_000), whole.end)
  return end > at ? { end } : {}
}

interface Placed {
  readonly attributes: XmlElement['attributes']
  readonly whole: Span
}

/** The event of an element within the span of its workout; undefined, and refused, when it is none. */
function eventOf({ attributes, children }: XmlElement, whole: Span, tools: Tools): WorkoutEvent | undefined {
  const event = names[attributes.type ?? '']
  if (event === undefined) return tools.refuse('unknownType', attributes.type ?? 'WorkoutEvent')
  const at = parseAppleTime(attributes.date)
  if (at === undefined || at < whole.start || at > whole.end) return tools.refuse('badTimes', 'WorkoutEvent')
  const metadata = factsOf(tools.metadata(children))
  const isTold = Object.keys(metadata).length > 0
  return { event, at, ...endOf(event, at, { attributes, whole }), ...(isTold && { metadata }) }
}

interface Tools {
  readonly refuse: Refuse
  readonly metadata: ReadMetadata
}

const mayPause: ReadonlySet<WorkoutEventName> = new Set(['pause', 'motionPaused'])

/** Without what resumes a workout that was never paused: it starts active. */
function fromActive(events: readonly WorkoutEvent[]): readonly WorkoutEvent[] {
  const paused = events.findIndex(({ event }) => mayPause.has(event))
  return events.filter(({ event }, at) => event !== 'resume' || (paused >= 0 && at > paused))
}

/** The events among the children of a workout or of a part of it, oldest first. */
export function eventsOf(children: readonly XmlElement[], whole: Span, tools: Tools): readonly WorkoutEvent[] {
  const elements = children.filter(({ name }) => name === 'WorkoutEvent')
  const events = elements.flatMap((element) => eventOf(element, whole, tools) ?? [])
  return fromActive(events.toSorted((one, other) => one.at - other.at))
}
