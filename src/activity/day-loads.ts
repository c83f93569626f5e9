import type { Workout } from '../health/workout.js'
import { CivilDays } from './civil-days.js'
import type { Scope } from './material.js'
import { type DayLoad, loadingParts, loadOf, noLoadReason, trainingLoads, warmUpDays } from './training-load.js'
import type { DayRange } from './window.js'
import { workoutsIn } from './workouts.js'

/** A day's load, by what it was measured, and the UUIDs of the workouts that it is of. */
export interface TrainingDay extends DayLoad {
  readonly trainingStressScore: number
  /** Of the workouts without a Training Stress Score. */
  readonly trainingImpulse: number
  readonly workouts: readonly string[]
  /** The workouts that tell of no load, and why. */
  readonly unmeasured: readonly UnmeasuredWorkout[]
}

/** A workout, by its UUID, of which neither power nor heart rate tells a load. */
interface UnmeasuredWorkout {
  readonly workout: string
  readonly reason: string
}

interface Sums {
  trainingStressScore: number
  trainingImpulse: number
  readonly workouts: string[]
  readonly unmeasured: UnmeasuredWorkout[]
}

const add = (sums: Sums, workout: Workout): void => {
  const loads = loadingParts(workout).flatMap((part) => loadOf(part) ?? [])
  if (loads.length === 0) sums.unmeasured.push({ workout: workout.id, reason: noLoadReason(workout) })
  else sums.workouts.push(workout.id)
  for (const { measure, load } of loads) sums[measure] += load
}

/** The loads of a range of a person's days, oldest first; the year before it counts for fitness and fatigue. */
export async function loadsOf({ store, user, person }: Scope, { first, end }: DayRange): Promise<TrainingDay[]> {
  const calendar = new CivilDays(person)
  const from = first - warmUpDays
  const days = Array.from(
    { length: Math.max(0, end - from) },
    (): Sums => ({ trainingStressScore: 0, trainingImpulse: 0, workouts: [], unmeasured: [] }),
  )
  const span = { start: calendar.startOf(from), end: calendar.startOf(end) }
  for await (const workout of workoutsIn({ store, user, ...span })) {
    const sums = days[calendar.dayAt(workout.start) - from]
    if (sums) add(sums, workout)
  }
  const loads = trainingLoads(days.map((sums) => sums.trainingStressScore + sums.trainingImpulse))
  return days.flatMap((sums, at) => (loads[at] ? [{ ...sums, ...loads[at] }] : [])).slice(warmUpDays)
}
