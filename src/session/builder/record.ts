import { inTimeOrder, timerTime } from '../../health/exercise/timer.js'
import type { Lap, StatisticsByType, Workout, WorkoutEvent } from '../../health/workout.js'
import type { SessionContext } from '../machine.js'
import { eventsOf } from '../rules/session-events.js'
import type { Fold } from './fold.js'
import { recordedActivities } from './recorded-activities.js'
import type { Section } from './section.js'

/** A workout as it is at an instant: its own end, or the present of a running one. */
export interface RecordInput {
  readonly context: SessionContext
  readonly fold: Fold
  readonly at: number
}

const seconds = ({ fold }: RecordInput, start: number, end: number): number =>
  timerTime(fold.track.spans, { start, end }) / 1_000

const lapOf = (input: RecordInput, section: Section, end: number): Lap => {
  const { start, distance } = section
  const elapsed = seconds(input, start, end)
  return { start, end, elapsed, ...(distance !== undefined && { distance }), statistics: section.statistics() }
}

// A mark at the very end ends the last lap and begins none.
const lapsOf = (input: RecordInput): readonly Lap[] => {
  input.fold.track.laps.advance(input.at)
  const sections = input.fold.track.laps.all.filter(({ start }, index) => index === 0 || start < input.at)
  return sections.map((section, index) => lapOf(input, section, sections[index + 1]?.start ?? input.at))
}

const recordedEvents = ({ context, fold }: RecordInput): readonly WorkoutEvent[] => {
  const { end = Number.POSITIVE_INFINITY } = context
  const automatic = fold.track.laps.automaticEnds.map(
    (at) => ({ event: 'lap', at, metadata: { automatic: true } }) as const,
  )
  return inTimeOrder([...eventsOf(context), ...automatic])
    .filter(({ at }) => at <= end)
    .map((event) => (event.end === undefined ? event : { ...event, end: Math.min(event.end, end) }))
}

const sourcesOf = (statistics: StatisticsByType): readonly string[] =>
  [...new Set(Object.values(statistics).flatMap(({ sources }) => sources))].sort()

/** The record that the facts and figures make. */
export const recordOf = (input: RecordInput): Workout => {
  const { context, fold, at } = input
  const { id, activityType, location, start } = context
  const elapsed = seconds(input, start, at)
  const statistics = fold.track.whole.statistics()
  const laps = lapsOf(input)
  const events = recordedEvents(input)
  const zones = fold.meters.zones()
  return {
    id,
    activityType,
    location,
    start,
    end: at,
    elapsed,
    total: (at - start) / 1_000,
    events,
    laps,
    activities: recordedActivities(input, { elapsed, statistics, events, zones }),
    statistics,
    zones,
    ...fold.meters.figures({ elapsed, statistics, areSports: fold.track.activities.areSports }, fold.track.spans),
    sources: sourcesOf(statistics),
    collects: fold.collection.typesUntil(start, at),
    ...(context.plan && { plan: fold.track.follower?.record(at) }),
  }
}
