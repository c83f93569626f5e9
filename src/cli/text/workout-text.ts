import { z } from 'zod'
import { clockTime, figure, kilometres, localTime } from '../text/output.js'

const statistics = z.object({
  average: z.number().optional(),
  max: z.number().optional(),
  sum: z.number().optional(),
})

const lap = z.object({
  elapsed: z.number(),
  distance: z.number().optional(),
  statistics: z.record(z.string(), statistics),
})

/** The fields of the API's workout that the terminal shows. */
export const workoutFields = z.object({
  id: z.string(),
  activityType: z.string(),
  location: z.string(),
  start: z.string(),
  elapsed: z.number(),
  total: z.number(),
  laps: z.array(lap),
  statistics: z.record(z.string(), statistics),
  metrics: z.record(z.string(), z.number()),
})

export type WorkoutFields = z.infer<typeof workoutFields>
type Figures = WorkoutFields['statistics']

const distanceTypes = ['distanceCycling', 'distanceWalkingRunning', 'distanceRowing', 'distanceSwimming']

/** The distance of a workout or lap in metres; undefined when nothing measured one. */
export const distanceOf = (figures: Figures): number | undefined =>
  distanceTypes.map((type) => figures[type]?.sum).find((sum) => sum !== undefined)

const powerOf = (figures: Figures) => figures.cyclingPower ?? figures.runningPower

const averageAndMax = (name: string, figures: z.infer<typeof statistics> | undefined, unit: string): string[] =>
  figures === undefined
    ? []
    : [`${name.padEnd(12)}${figure(figures.average, unit)} average, ${figure(figures.max, unit)} maximum`]

const lapLine = ({ elapsed, distance, statistics: figures }: z.infer<typeof lap>, index: number): string =>
  [
    `  ${String(index + 1).padStart(2)}`,
    clockTime(elapsed).padStart(8),
    kilometres(distance).padStart(10),
    figure(figures.heartRate?.average, 'bpm').padStart(8),
    figure(powerOf(figures)?.average, 'W').padStart(7),
  ].join('  ')

/** A workout's summary for a terminal: times, averages, laps. */
export function workoutText(workout: WorkoutFields): string {
  const { statistics: figures, metrics } = workout
  const distance = distanceOf(figures)
  return [
    `${workout.activityType}, ${workout.location}, ${localTime(workout.start)}`,
    `time        ${clockTime(workout.elapsed)} (${clockTime(workout.total)} with pauses)`,
    ...(distance === undefined ? [] : [`distance    ${kilometres(distance)}`]),
    ...averageAndMax('heart rate', figures.heartRate, 'bpm'),
    ...averageAndMax('power', powerOf(figures), 'W'),
    ...(metrics.normalizedPower === undefined ? [] : [`normalized  ${figure(metrics.normalizedPower, 'W')}`]),
    ...averageAndMax('cadence', figures.cyclingCadence, 'rpm'),
    ...(figures.activeEnergyBurned === undefined
      ? []
      : [`energy      ${figure(figures.activeEnergyBurned.sum, 'kcal')}`]),
    'laps',
    ...workout.laps.map(lapLine),
    `id          ${workout.id}`,
    '',
  ].join('\n')
}
