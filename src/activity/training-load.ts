import type { Workout } from '../health/workout.js'

/** Days after which the effect of a load has fallen to 1/e. */
const fitnessDays = 42
const fatigueDays = 7

/** Loads before this many days say nothing any more: e^(-365 / 42) of them is left. */
export const warmUpDays = 365

/** What a load is measured by: a Training Stress Score where power is known, else a training impulse. */
export type LoadMeasure = 'trainingStressScore' | 'trainingImpulse'

type Told = Partial<Pick<Workout, 'metrics' | 'unavailable'>>

/** What was done loads, or undefined when neither power nor heart rate tells. */
export const loadOf = ({
  metrics = {},
}: Told): { readonly load: number; readonly measure: LoadMeasure } | undefined => {
  const { trainingStressScore: score, trainingImpulse: impulse } = metrics
  if (score !== undefined) return { load: score, measure: 'trainingStressScore' }
  return impulse === undefined ? undefined : { load: impulse, measure: 'trainingImpulse' }
}

/** What loads on its own: a workout, or each sport of several, of which one may tell by power and another by heart rate. */
export const loadingParts = (workout: Workout): readonly Told[] => {
  const sports = workout.activities.filter(({ activityType }) => activityType !== workout.activityType)
  return sports.some((sport) => loadOf(sport) !== undefined) ? workout.activities : [workout]
}

/** Why a workout tells of no load: what stands in the way of the impulse, which needs least. */
export const noLoadReason = ({ unavailable = {} }: Told): string =>
  unavailable.trainingImpulse ?? unavailable.trainingStressScore ?? 'neither power nor heart rate'

/** A day's load and what the days until then have made of the person. */
export interface DayLoad {
  readonly load: number
  /** Average of 42 days, weighted exponentially. */
  readonly fitness: number
  /** Average of 7 days, weighted exponentially. */
  readonly fatigue: number
  /** Fitness less fatigue as they were the day before. */
  readonly form: number
}

const after = (before: number, load: number, days: number): number =>
  before + (load - before) * (1 - Math.exp(-1 / days))

/**
 * The loads of successive days, from the first that counts on, with fitness, fatigue and form on each.
 *
 * @see Banister 1991: Modeling elite athletic performance (impulse and response).
 * @see Allen, Coggan: Training and Racing with a Power Meter (chronic and acute training load, stress balance).
 */
export const trainingLoads = (loads: readonly number[]): readonly DayLoad[] => {
  let [fitness, fatigue] = [0, 0]
  return loads.map((load) => {
    const form = fitness - fatigue
    fitness = after(fitness, load, fitnessDays)
    fatigue = after(fatigue, load, fatigueDays)
    return { load, fitness, fatigue, form }
  })
}
