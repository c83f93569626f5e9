import { type Athlete, type AthleteReadings, createAthlete, demoAthlete, step } from '../athlete.js'
import type { Ride } from '../ride.js'
import { intensityAt } from '../workouts/interval.js'
import { intervals } from '../workouts/intervals.js'
import type { SimulatedWorkout } from '../workouts/simulated-workout.js'
import { rideValues } from './ride-values.js'

/** What a rider is to do, or how. */
export interface RiderOptions {
  readonly seed: number
  readonly athlete?: Athlete | undefined
  /** Held whatever the load, count/min. */
  readonly heartRate?: number | undefined
  /** Held instead of what the workout asks for, W. */
  readonly power?: number | undefined
  /** Done again and again; `intervals` when left out. */
  readonly workout?: SimulatedWorkout | undefined
  /** Ridden again and again instead of the workout. */
  readonly ride?: Ride | undefined
}

/** What a machine makes the rider do: hold a power (W), at a speed of its own (m/s) if it has one. */
export interface Load {
  readonly power: number
  readonly speed?: number | undefined
}

/** Somebody who wears a strap or sits on a trainer. */
export interface Rider {
  readonly athlete: Athlete
  /** Goes on for so many seconds, as planned unless a machine decides. */
  ride(seconds: number, load?: Load): AthleteReadings
  /** What the plan asks for now, W. */
  planned(): number
}

const workoutMinutes = 20

export const createRider = ({
  seed,
  athlete = demoAthlete,
  heartRate,
  power,
  workout = intervals,
  ride,
}: RiderOptions): Rider => {
  const plan = workout.plan(workoutMinutes)
  const replay = ride === undefined ? undefined : rideValues(ride)
  let state = createAthlete(athlete, seed)
  let [passed, beat] = [0, 0]
  const planned = (): number =>
    power ??
    replay?.(passed).power ??
    intensityAt(plan, passed % (workoutMinutes * 60)) * athlete.functionalThresholdPower
  const beatsAt = (rate: number, seconds: number): readonly number[] => {
    beat += (rate / 60) * seconds
    const beats = Math.floor(beat)
    beat -= beats
    return Array.from({ length: beats }, () => 60_000 / rate)
  }
  return {
    athlete,
    planned,
    ride(seconds, load) {
      const next = step(state, load?.power ?? planned(), seconds)
      const recorded = load === undefined ? (replay?.(passed) ?? {}) : {}
      state = next.state
      passed += seconds
      const rate = heartRate ?? recorded.heartRate
      return {
        ...next.readings,
        ...recorded,
        ...(load?.speed === undefined ? {} : { speed: load.speed, distance: load.speed * seconds }),
        ...(rate === undefined ? {} : { heartRate: rate, rrIntervals: beatsAt(rate, seconds) }),
      }
    },
  }
}
