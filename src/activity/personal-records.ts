import { distanceTypeOf } from '../health/exercise/distance-type.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type { Workout, WorkoutActivity } from '../health/workout.js'

/** Whether more or less of a figure is better. */
type Aim = 'most' | 'least'

/** Figures of which the best is a record, by name, with the unit and what is better. */
const recordFigures = {
  duration: ['s', 'most'],
  distance: ['m', 'most'],
  ascent: ['m', 'most'],
  averageSpeed: ['m/s', 'most'],
  work: ['kJ', 'most'],
  normalizedPower: ['W', 'most'],
  bestPower5s: ['W', 'most'],
  bestPower15s: ['W', 'most'],
  bestPower30s: ['W', 'most'],
  bestPower1min: ['W', 'most'],
  bestPower2min: ['W', 'most'],
  bestPower5min: ['W', 'most'],
  bestPower10min: ['W', 'most'],
  bestPower20min: ['W', 'most'],
  bestPower60min: ['W', 'most'],
  fastest1km: ['s', 'least'],
  fastest1mi: ['s', 'least'],
  fastest5km: ['s', 'least'],
  fastest10km: ['s', 'least'],
  fastestHalfMarathon: ['s', 'least'],
  fastestMarathon: ['s', 'least'],
} as const satisfies Readonly<Record<string, readonly [string, Aim]>>

type RecordFigure = keyof typeof recordFigures
const names = Object.keys(recordFigures) as readonly RecordFigure[]

/**
 * The best of a figure among a person's workouts of one activity, and the sports of those of several; the earlier one where
 * two are equal.
 */
export interface PersonalRecord {
  readonly activityType: WorkoutActivityTypeName
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** UUID of the workout. */
  readonly workout: string
  /** UUID of the activity in it, when it is that of a sport of several. */
  readonly activity?: string | undefined
  /** Start of the workout or activity, epoch ms. */
  readonly at: number
}

/** What was done without a change of sport, or all of a workout. */
interface Performance {
  readonly activityType: WorkoutActivityTypeName
  readonly at: number
  readonly elapsed: number
  readonly distance: number
  readonly metrics: Workout['metrics']
  readonly activity?: string | undefined
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

// What a ride's watch counts as walked is no distance of the ride.
const distanceIn = ({ activityType, statistics }: WorkoutActivity | Workout): number =>
  statistics[distanceTypeOf(activityType)]?.sum ?? 0

const wholeOf = (workout: Workout, sports: readonly Performance[]): Performance => {
  const { activityType, start: at, elapsed, metrics, laps } = workout
  const gone = sum(laps.map(({ distance = 0 }) => distance))
  const own = sports.length > 0 ? sum(sports.map(({ distance }) => distance)) : distanceIn(workout)
  return { activityType, at, elapsed, metrics, distance: gone > 0 ? gone : own }
}

const sportOf = (activity: WorkoutActivity): Performance => {
  const { activityType, start: at, elapsed, metrics = {}, uuid } = activity
  return { activityType, at, elapsed, metrics, distance: distanceIn(activity), activity: uuid }
}

/** A workout as a whole and, when it is of several sports, each of them; nobody is any good at changing clothes. */
const performancesOf = (workout: Workout): readonly Performance[] => {
  const isOne = (activityType: WorkoutActivityTypeName) => activityType === workout.activityType
  if (workout.activities.every(({ activityType }) => isOne(activityType))) return [wholeOf(workout, [])]
  const sports = workout.activities.filter(({ activityType }) => activityType !== 'transition').map(sportOf)
  // A file may call the whole by the name of its first sport.
  return sports.some(({ activityType }) => isOne(activityType)) ? sports : [wholeOf(workout, sports), ...sports]
}

const figureOf = (performance: Performance, figure: RecordFigure): number | undefined => {
  if (figure === 'duration') return performance.elapsed
  return figure === 'distance' ? performance.distance : performance.metrics[figure]
}

const isBetter = (figure: RecordFigure, value: number, best: number): boolean =>
  recordFigures[figure][1] === 'most' ? value > best : value < best

/** A person's best, by activity and figure. Takes workouts one at a time, so that there may be any number of them. */
export class PersonalRecords {
  readonly #best = new Map<string, PersonalRecord>()

  add(workout: Workout): void {
    for (const performance of performancesOf(workout)) this.#take(workout.id, performance)
  }

  /** Ordered by activity, then as the figures are listed. */
  get all(): readonly PersonalRecord[] {
    const places = new Map<string, number>(names.map((name, place) => [name, place]))
    const placeOf = ({ figure }: PersonalRecord): number => places.get(figure) ?? 0
    return [...this.#best.values()].sort((a, b) =>
      a.activityType === b.activityType ? placeOf(a) - placeOf(b) : a.activityType < b.activityType ? -1 : 1,
    )
  }

  #take(workout: string, performance: Performance): void {
    const { activityType, at, activity } = performance
    for (const figure of names) {
      const value = figureOf(performance, figure)
      const unit = recordFigures[figure][0]
      if (value !== undefined && value > 0)
        this.#offer(figure, { activityType, figure, value, unit, workout, ...(activity && { activity }), at })
    }
  }

  #offer(figure: RecordFigure, record: PersonalRecord): void {
    const key = `${record.activityType} ${figure}`
    const best = this.#best.get(key)
    const isEarlier = record.value === best?.value && record.at < best.at
    if (best && !isBetter(figure, record.value, best.value) && !isEarlier) return
    this.#best.set(key, record)
  }
}
