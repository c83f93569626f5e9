import { clockTime, columnLines, kilometres } from './output.js'
import { distanceOf, found, rates, speedText } from './quantities.js'
import { words } from './words.js'
import type { LapFields, WorkoutFields } from './workout-fields.js'

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

/** The kilometres, a line each: number (or what was left), time, speed or pace. */
export const splitLines = ({ splits = [], activityType }: Pick<WorkoutFields, 'splits' | 'activityType'>) =>
  columnLines(
    splits.map(({ elapsed, distance }, index) => [
      distance >= 999.5 ? String(index + 1) : `${Math.round(distance)} m`,
      clockTime(elapsed),
      speedText(activityType, distance, elapsed),
    ]),
    [0, 1, 2],
  )

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
