import { distanceTypeOf } from '../health/exercise/distance-type.js'
import type { WorkoutActivityTypeName } from '../health/type.js'
import type { Workout } from '../health/workout.js'

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

/** The best of a figure among a person's workouts of one activity; the earlier one where two are equal. */
export interface PersonalRecord {
  readonly activityType: WorkoutActivityTypeName
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** UUID of the workout. */
  readonly workout: string
  /** Start of the workout, epoch ms. */
  readonly at: number
}

type Part = Pick<Workout, 'activityType' | 'statistics'>

const ownDistance = ({ activityType, statistics }: Part): number => statistics[distanceTypeOf(activityType)]?.sum ?? 0

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

// What a ride's watch counts as walked is no distance of the ride; of several sports, each has its own.
const distanceOf = (workout: Workout): number => {
  const metres = sum(workout.laps.map(({ distance = 0 }) => distance))
  return metres > 0 ? metres : Math.max(ownDistance(workout), sum(workout.activities.map(ownDistance)))
}

const figureOf = (workout: Workout, figure: RecordFigure): number | undefined => {
  if (figure === 'duration') return workout.elapsed
  return figure === 'distance' ? distanceOf(workout) : workout.metrics[figure]
}

const isBetter = (figure: RecordFigure, value: number, best: number): boolean =>
  recordFigures[figure][1] === 'most' ? value > best : value < best

/** A person's best, by activity and figure. Takes workouts one at a time, so that there may be any number of them. */
export class PersonalRecords {
  readonly #best = new Map<string, PersonalRecord>()

  add(workout: Workout): void {
    for (const figure of names) {
      const value = figureOf(workout, figure)
      if (value !== undefined && value > 0) this.#offer(workout, figure, value)
    }
  }

  /** Ordered by activity, then as the figures are listed. */
  get all(): readonly PersonalRecord[] {
    const places = new Map<string, number>(names.map((name, place) => [name, place]))
    const placeOf = ({ figure }: PersonalRecord): number => places.get(figure) ?? 0
    return [...this.#best.values()].sort((a, b) =>
      a.activityType === b.activityType ? placeOf(a) - placeOf(b) : a.activityType < b.activityType ? -1 : 1,
    )
  }

  #offer({ id, activityType, start: at }: Workout, figure: RecordFigure, value: number): void {
    const key = `${activityType} ${figure}`
    const best = this.#best.get(key)
    if (best && !isBetter(figure, value, best.value) && !(value === best.value && at < best.at)) return
    this.#best.set(key, { activityType, figure, value, unit: recordFigures[figure][0], workout: id, at })
  }
}
