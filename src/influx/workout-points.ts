import type { WorkoutSample } from '../health/sample.js'
import type { Statistics } from '../health/statistics.js'
import type { QuantityTypeName } from '../health/type.js'
import type { StatisticsByType, Workout, WorkoutEvent } from '../health/workout.js'
import { floatField, integerField, line, seriesText, stringField } from './protocol/lines.js'
import { eventSeries, workoutSeries } from './series.js'

/** Fields of the `workout` measurement that are a statistic: of the first of these types that the workout has. */
const statisticFields: readonly (readonly [string, Figure, readonly QuantityTypeName[]])[] = [
  ['energy', 'sum', ['activeEnergyBurned']],
  ['averageHeartRate', 'average', ['heartRate']],
  ['maximumHeartRate', 'max', ['heartRate']],
  ['averagePower', 'average', ['cyclingPower', 'runningPower']],
  ['maximumPower', 'max', ['cyclingPower', 'runningPower']],
  ['averageSpeed', 'average', ['cyclingSpeed', 'runningSpeed']],
  ['averageCadence', 'average', ['cyclingCadence']],
  ['steps', 'sum', ['stepCount']],
]

type Figure = Extract<keyof Statistics, 'sum' | 'average' | 'max'>

/** The point of a workout, and one for each of its events. */
export const workoutLines = (user: string, sample: WorkoutSample): readonly string[] => [
  workoutLine(user, sample),
  ...sample.workout.events.map((event) => eventLine(user, sample.workout, event)),
]

function workoutLine(user: string, { workout, source, start }: WorkoutSample): string {
  const figures = Object.entries(workoutFigures(workout)).filter(([, value]) => Number.isFinite(value))
  const fields = [stringField('id', workout.id), ...figures.map(([name, value]) => floatField(name, value))]
  return line(seriesText(workoutSeries(workout.activityType, { user, source })), fields.join(','), start)
}

function workoutFigures(workout: Workout): Readonly<Record<string, number>> {
  const figures: Record<string, number> = { duration: workout.total, elapsed: workout.elapsed }
  const distance = totalDistance(workout.statistics)
  if (distance !== undefined) figures.distance = distance
  for (const [name, figure, types] of statisticFields) {
    const value = types.map((type) => workout.statistics[type]?.[figure]).find((found) => found !== undefined)
    if (value !== undefined) figures[name] = value
  }
  return { ...figures, ...workout.metrics }
}

/** Metres over all of its ways to move: a triathlon has several. */
function totalDistance(statistics: StatisticsByType): number | undefined {
  const sums = Object.values(statistics)
    .filter(({ type }) => type.startsWith('distance'))
    .flatMap(({ sum }) => sum ?? [])
  return sums.length === 0 ? undefined : sums.reduce((total, sum) => total + sum)
}

function eventLine(user: string, workout: Workout, event: WorkoutEvent): string {
  const lap = lapNumber(workout, event)
  const fields = stringField('workout', workout.id) + (lap === undefined ? '' : `,${integerField('lap', lap)}`)
  return line(seriesText(eventSeries(event.event, user)), fields, event.at)
}

/** From 1: of a lap mark the lap that it stands for, of any other event the lap in which it happened. */
function lapNumber({ events, laps }: Workout, event: WorkoutEvent): number | undefined {
  if (event.event === 'lap') return events.filter(({ event: name }) => name === 'lap').indexOf(event) + 1
  const inside = laps.findIndex(({ start, end }) => start <= event.at && event.at < end)
  return inside < 0 ? undefined : inside + 1
}
