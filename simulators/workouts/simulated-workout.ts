import type { QuantityTypeName, WorkoutActivityTypeName } from '../../src/health/type.js'
import type { WorkoutLocation } from '../../src/health/workout.js'
import type { Athlete, AthleteReadings } from '../athlete.js'
import type { Interval } from './interval.js'

/** What somebody does who is not there, and what a watch sees of it. */
export interface SimulatedWorkout {
  readonly activityType: WorkoutActivityTypeName
  readonly location: WorkoutLocation
  /** The intervals of so many minutes, without a hole; one that asks for no power is a stop. */
  readonly plan: (minutes: number) => readonly Interval[]
  readonly sensors: readonly Sensor[]
  /** What the effort of a second is in motion for somebody without a bicycle. */
  readonly motion?: (readings: AthleteReadings, athlete: Athlete) => AthleteReadings
  /** A lap each so many metres, as watches mark them by themselves; at each interval's end when left out. */
  readonly lapMeters?: number
}

/** How far a workout has come. */
export interface Course {
  readonly seconds: number
  readonly meters: number
}

/** What is told of each second in the type's canonical unit; `before` is how far it was when the second began. */
export interface Sensor {
  readonly type: QuantityTypeName
  readonly value: (readings: AthleteReadings, before: Course) => number
}

export const heartRate: Sensor = { type: 'heartRate', value: (readings) => readings.heartRate }
export const energy: Sensor = { type: 'activeEnergyBurned', value: (readings) => readings.energy }

/** What a watch and the sensors of a bicycle tell. */
export const bicycleSensors: readonly Sensor[] = [
  heartRate,
  { type: 'cyclingPower', value: (readings) => readings.power },
  { type: 'cyclingCadence', value: (readings) => readings.cadence },
  { type: 'cyclingSpeed', value: (readings) => readings.speed },
  { type: 'distanceCycling', value: (readings) => readings.distance },
  energy,
]
