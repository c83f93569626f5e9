import type { FitWriter } from '@markw65/fit-file-writer'
import type { Lap, StatisticsByType, Workout, WorkoutActivity } from '../../../health/workout.js'
import { figuresIn } from '../figures.js'
import { fitSportOf } from '../sports.js'
import { nearest } from './scaled.js'

interface Timed {
  readonly start: number
  readonly end: number
  readonly elapsed: number
}

/** FIT counts energy and averages in whole numbers. */
const whole = (value: number): number => Math.round(value)

const timesOf = (writer: FitWriter, { start, end, elapsed }: Timed) => ({
  timestamp: writer.time(new Date(end)),
  start_time: writer.time(new Date(start)),
  total_elapsed_time: nearest((end - start) / 1_000, 1_000),
  total_timer_time: nearest(elapsed, 1_000),
})

const figuresOf = (statistics: StatisticsByType) => {
  const { heartRate, power, cadence, speed, distance, energy } = figuresIn(statistics)
  return {
    ...(heartRate?.average !== undefined && { avg_heart_rate: whole(heartRate.average) }),
    ...(heartRate?.max !== undefined && { max_heart_rate: whole(heartRate.max) }),
    ...(heartRate?.min !== undefined && { min_heart_rate: whole(heartRate.min) }),
    ...(power?.average !== undefined && { avg_power: whole(power.average) }),
    ...(power?.max !== undefined && { max_power: whole(power.max) }),
    ...(cadence?.average !== undefined && { avg_cadence: whole(cadence.average) }),
    ...(cadence?.max !== undefined && { max_cadence: whole(cadence.max) }),
    ...(speed?.average !== undefined && { enhanced_avg_speed: nearest(speed.average, 1_000) }),
    ...(speed?.max !== undefined && { enhanced_max_speed: nearest(speed.max, 1_000) }),
    ...(distance?.sum !== undefined && { total_distance: nearest(distance.sum, 100) }),
    ...(energy?.sum !== undefined && { total_calories: whole(energy.sum) }),
  }
}

/** The figures that FIT has a field for. */
const metricsOf = ({ metrics = {} }: Partial<Pick<Workout, 'metrics'>>) => {
  const { normalizedPower, trainingStressScore, intensityFactor, work, averageSpeed, ascent, descent } = metrics
  return {
    ...(normalizedPower !== undefined && { normalized_power: whole(normalizedPower) }),
    ...(trainingStressScore !== undefined && { training_stress_score: nearest(trainingStressScore, 10) }),
    ...(intensityFactor !== undefined && { intensity_factor: nearest(intensityFactor, 1_000) }),
    ...(work !== undefined && { total_work: whole(work * 1_000) }),
    ...(averageSpeed !== undefined && { enhanced_avg_speed: nearest(averageSpeed, 1_000) }),
    ...(ascent !== undefined && { total_ascent: whole(ascent) }),
    ...(descent !== undefined && { total_descent: whole(descent) }),
  }
}

/** A lap's times and figures, in the profile's units. */
export const lapFields = (writer: FitWriter, { activityType, location }: Workout, lap: Lap) => ({
  ...timesOf(writer, lap),
  ...fitSportOf(activityType, location),
  ...figuresOf(lap.statistics),
  ...(lap.distance !== undefined && { total_distance: nearest(lap.distance, 100) }),
  event: 'lap' as const,
  event_type: 'stop' as const,
})

const lapsIn = ({ laps }: Workout, { start, end }: Timed) => {
  const first = laps.findIndex((lap) => lap.start >= start && lap.start < end)
  return {
    first_lap_index: Math.max(0, first),
    num_laps: laps.filter((lap) => lap.start >= start && lap.start < end).length,
  }
}

/** A session's times and figures, in the profile's units. */
export const sessionFields = (writer: FitWriter, workout: Workout, activity: WorkoutActivity) => ({
  ...timesOf(writer, activity),
  ...fitSportOf(activity.activityType, activity.location),
  ...figuresOf(activity.statistics),
  ...metricsOf(activity.start === workout.start && activity.end === workout.end ? workout : activity),
  ...lapsIn(workout, activity),
  event: 'session' as const,
  event_type: 'stop' as const,
  trigger: 'activity_end' as const,
})
