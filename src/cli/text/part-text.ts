import { clockTime, columnLines, kilometres } from './output.js'
import { distanceOf, found, rates, speedText } from './quantities.js'
import { words } from './words.js'
import type { LapFields, SplitFields, WorkoutFields } from './workout-fields.js'

type LapWorkout = Pick<WorkoutFields, 'laps' | 'events' | 'activityType'>

const lapCells = (lap: LapFields, number: number, activityType: string): readonly string[] => {
  const { elapsed, distance, statistics } = lap
  return [
    String(number),
    clockTime(elapsed),
    kilometres(distance),
    speedText(activityType, distance, elapsed),
    rates.heartRate.text(found(rates.heartRate, statistics)?.average),
    rates.power.text(found(rates.power, statistics)?.average),
  ]
}

/** The laps, a line each: number, time, distance, speed or pace, average heart rate and power, whether it ended by itself. */
export function lapLines({ laps, events, activityType }: LapWorkout): readonly string[] {
  const automatic = new Set(events.filter(({ metadata }) => metadata?.automatic === true).map(({ at }) => at))
  const rows = laps.map((lap, index) => [
    ...lapCells(lap, index + 1, activityType),
    lap.end !== undefined && automatic.has(lap.end) ? 'auto' : '',
  ])
  return columnLines(rows, [0, 1, 2, 3, 4, 5])
}

type SplitWorkout = Pick<WorkoutFields, 'splits' | 'mileSplits' | 'activityType'>

const mileKilometres = 1.609344

/** How fast a split was, by the kilometre or the mile. */
const splitSpeed = ({ distance, elapsed }: SplitFields, activityType: string, inMiles: boolean): string =>
  inMiles
    ? speedText(activityType, distance / mileKilometres, elapsed)
        .replace('km/h', 'mph')
        .replace('/km', '/mi')
    : speedText(activityType, distance, elapsed)

const splitCells = ({ elapsed, movingTime = elapsed, statistics = {}, ascent }: SplitFields): readonly string[] => [
  ...[rates.heartRate, rates.power, rates.cadence].map((rate) => rate.text(found(rate, statistics)?.average)),
  ascent === undefined ? '' : `+${Math.round(ascent)} m`,
  elapsed - movingTime < 1 ? '' : `moving ${clockTime(movingTime)}`,
]

/**
 * The kilometres or miles, a line each: number (or what was left), time, speed or pace, average heart rate, power and
 * cadence, ascent, and the moving time where there were stops.
 */
export function splitLines({ splits = [], mileSplits = [], activityType }: SplitWorkout, inMiles = false) {
  const [all, length] = inMiles ? [mileSplits, 1_000 * mileKilometres] : [splits, 1_000]
  const rows = all.map((split, index) => [
    split.distance >= length - 0.5 ? String(index + 1) : `${Math.round(split.distance)} m`,
    clockTime(split.elapsed),
    splitSpeed(split, activityType, inMiles),
    ...splitCells(split),
  ])
  return columnLines(rows, [0, 1, 2, 3, 4, 5, 6])
}

/** The parts of a workout that have a sport of their own, or none when it is one. */
export function activityLines({ activities, activityType }: Pick<WorkoutFields, 'activities' | 'activityType'>) {
  const isOne = activities.length < 2 && activities.every((activity) => activity.activityType === activityType)
  if (isOne) return []
  const rows = activities.map(({ activityType: sport, elapsed, statistics }, index) => [
    String(index + 1),
    words(sport),
    clockTime(elapsed),
    kilometres(distanceOf(statistics)),
    speedText(sport, distanceOf(statistics), elapsed),
    rates.heartRate.text(found(rates.heartRate, statistics)?.average),
  ])
  return columnLines(rows, [0, 2, 3, 4, 5])
}
