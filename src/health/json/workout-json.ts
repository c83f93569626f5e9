import type { PlanProgress, PlanRecord } from '../exercise/followed-plan.js'
import type { Statistics } from '../statistics.js'
import { isoTime } from '../time.js'
import { type QuantityTypeName, quantityType } from '../type.js'
import { convert, parseUnit } from '../unit.js'
import type {
  DeclaredFigures,
  Lap,
  LiveWorkout,
  Split,
  StatisticsByType,
  Workout,
  WorkoutActivity,
  WorkoutEvent,
  ZoneTime,
} from '../workout.js'
import { contributionJson } from './contribution-json.js'
import type { LiveWorkoutJson, StatisticsJson, WorkoutJson } from './json-schema.js'
import { planProgressJson, planRecordJson } from './plan-json.js'

type Told<T> = { [Name in keyof T]: T[Name] }

/** The object without the members that are undefined. */
const present = <T extends object>(members: T): Told<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))

const optionalTime = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : isoTime(ms))

/** Tells figures in `unit` that are in the statistics' own. */
function figureTeller(from: string, unit: string): (value: number | undefined) => number | undefined {
  if (from === unit) return (value) => value
  const [own, wanted] = [parseUnit(from), parseUnit(unit)]
  return (value) => (value === undefined ? undefined : convert(value, own, wanted))
}

/**
 * Statistics in the contract's JSON.
 *
 * @param unit Of the figures, instead of their own; throws `invalidArgument` when it is of another dimension.
 */
export function statisticsJson(statistics: Statistics, unit = statistics.unit): StatisticsJson {
  const { start, end, mostRecent, bySource, explanation, ...rest } = statistics
  const tell = figureTeller(statistics.unit, unit)
  return present({
    ...rest,
    unit,
    start: isoTime(start),
    end: isoTime(end),
    sum: tell(rest.sum),
    average: tell(rest.average),
    min: tell(rest.min),
    max: tell(rest.max),
    mostRecent: mostRecent && {
      value: tell(mostRecent.value) ?? mostRecent.value,
      at: isoTime(mostRecent.at),
      ...(mostRecent.start === undefined || mostRecent.start === mostRecent.at
        ? {}
        : { start: isoTime(mostRecent.start) }),
    },
    sources: [...rest.sources],
    bySource: bySource && mapValues(bySource, (part) => statisticsJson(part, unit)),
    explanation: explanation?.map((one) => contributionJson(one, (value) => tell(value) ?? value)),
  })
}

const statisticsByTypeJson = (statistics: StatisticsByType): Record<string, StatisticsJson> =>
  mapValues(statistics, (one) => statisticsJson(one))

const eventJson = ({ event, at, end, metadata }: WorkoutEvent): WorkoutJson['events'][number] =>
  present({ event, at: isoTime(at), end: optionalTime(end), metadata })

const lapJson = ({ start, end, elapsed, distance, statistics }: Lap): WorkoutJson['laps'][number] =>
  present({
    start: isoTime(start),
    end: isoTime(end),
    elapsed,
    distance,
    statistics: statisticsByTypeJson(statistics),
  })

/** The times in a type's zones in the contract's JSON. */
export const zoneTimesJson = (zones: readonly ZoneTime[]): WorkoutJson['zones'][string] =>
  zones.map(({ from, to, seconds }) => present({ from, to, seconds }))

const zonesJson = (zones: Workout['zones']): WorkoutJson['zones'] => mapValues(zones, zoneTimesJson)

const splitJson = ({ start, end, statistics, ...split }: Split): NonNullable<WorkoutJson['splits']>[number] =>
  present({
    ...split,
    start: isoTime(start),
    end: isoTime(end),
    statistics: statistics && statisticsByTypeJson(statistics),
  })

const activityJson = (activity: WorkoutActivity): WorkoutJson['activities'][number] =>
  present({
    ...activity,
    start: isoTime(activity.start),
    end: isoTime(activity.end),
    statistics: statisticsByTypeJson(activity.statistics),
    events: activity.events?.map(eventJson),
    zones: activity.zones && zonesJson(activity.zones),
    metrics: activity.metrics && { ...activity.metrics },
    unavailable: activity.unavailable && { ...activity.unavailable },
    basis: activity.basis && { ...activity.basis },
    splits: activity.splits?.map(splitJson),
    mileSplits: activity.mileSplits?.map(splitJson),
  })

const declaredJson = ({ elapsed, statistics, metrics }: DeclaredFigures): WorkoutJson['declared'] =>
  present({
    elapsed,
    statistics:
      statistics &&
      Object.fromEntries(
        Object.entries(statistics).map(([type, figures]) => [
          type,
          present({ unit: quantityType(type as QuantityTypeName).unit, ...figures }),
        ]),
      ),
    metrics: metrics && { ...metrics },
  })

const isRecord = (plan: PlanRecord | PlanProgress): plan is PlanRecord => typeof plan.steps !== 'number'

/** What a live and a finished workout have in common. */
const recordJson = (workout: Omit<Workout, 'end' | 'plan'>): Omit<WorkoutJson, 'end' | 'plan'> =>
  present({
    id: workout.id,
    activityType: workout.activityType,
    location: workout.location,
    start: isoTime(workout.start),
    elapsed: workout.elapsed,
    total: workout.total,
    events: workout.events.map(eventJson),
    laps: workout.laps.map(lapJson),
    activities: workout.activities.map(activityJson),
    statistics: statisticsByTypeJson(workout.statistics),
    zones: zonesJson(workout.zones),
    metrics: { ...workout.metrics },
    unavailable: { ...workout.unavailable },
    basis: workout.basis && { ...workout.basis },
    splits: workout.splits?.map(splitJson),
    mileSplits: workout.mileSplits?.map(splitJson),
    sources: [...workout.sources],
    interruptions: workout.interruptions?.map(({ start, end }) => ({ start: isoTime(start), end: isoTime(end) })),
    collects: workout.collects && [...workout.collects],
    declared: workout.declared && declaredJson(workout.declared),
  })

/** A finished workout in the contract's JSON. */
export const workoutJson = (workout: Workout): WorkoutJson => ({
  ...recordJson(workout),
  end: isoTime(workout.end),
  ...(workout.plan && { plan: planRecordJson(workout.plan) }),
})

/** A live workout in the contract's JSON. */
export const liveWorkoutJson = (workout: LiveWorkout): LiveWorkoutJson => ({
  ...recordJson(workout),
  ...present({
    end: optionalTime(workout.end),
    plan: workout.plan && (isRecord(workout.plan) ? planRecordJson(workout.plan) : planProgressJson(workout.plan)),
    user: workout.user,
    state: workout.state,
    pausedBy: workout.pausedBy,
    at: isoTime(workout.at),
    lap: workout.lap,
    zone: workout.zone,
    recorder: workout.recorder,
    currentZones: workout.currentZones && { ...workout.currentZones },
    steps: workout.steps?.map(({ at, ...step }) => ({ ...step, at: isoTime(at) })),
    replaced: workout.replaced && [...workout.replaced],
  }),
})
