import { quantityReading } from '../src/exchange/recording/quantity-reading.js'
import type { QuantityTypeName } from '../src/health/type.js'
import { type Athlete, type AthleteReadings, createAthlete, step } from './athlete.js'
import { type Interval, intensityAt, intervalWorkout } from './interval-workout.js'
import type { Fact, Ride } from './ride.js'

/** `start` is epoch ms; `minutes` the length of the interval workout. */
export interface SimulatedRideOptions {
  readonly seed: number
  readonly minutes: number
  readonly start: number
  readonly athlete: Athlete
}

interface Sensor {
  readonly type: QuantityTypeName
  readonly value: (readings: AthleteReadings) => number
}

const instants: readonly Sensor[] = [
  { type: 'heartRate', value: (readings) => readings.heartRate },
  { type: 'cyclingPower', value: (readings) => readings.power },
  { type: 'cyclingCadence', value: (readings) => readings.cadence },
  { type: 'cyclingSpeed', value: (readings) => readings.speed },
]

const amounts: readonly Sensor[] = [
  { type: 'distanceCycling', value: (readings) => readings.distance },
  { type: 'activeEnergyBurned', value: (readings) => readings.energy },
]

/** An indoor ride of the interval workout, one reading of each type a second, a lap at each interval's end. */
export const simulatedRide = (options: SimulatedRideOptions): Ride => {
  const workout = intervalWorkout(options.minutes)
  return {
    activityType: 'cycling',
    location: 'indoor',
    start: options.start,
    end: options.start + (workout.at(-1)?.end ?? 0) * 1000,
    types: [...instants, ...amounts].map((sensor) => sensor.type),
    facts: { [Symbol.iterator]: () => factsOf(options, workout) },
  }
}

function* factsOf({ seed, start, athlete }: SimulatedRideOptions, workout: readonly Interval[]): Generator<Fact> {
  const seconds = workout.at(-1)?.end ?? 0
  const laps = new Set(workout.slice(1).map((interval) => interval.start))
  let state = createAthlete(athlete, seed)
  yield { at: start, kind: 'event', event: 'start' }
  for (let second = 0; second < seconds; second++) {
    const span = { start: start + second * 1000, end: start + (second + 1) * 1000 }
    if (laps.has(second)) yield { at: span.start, kind: 'event', event: 'lap' }
    const next = step(state, intensityAt(workout, second) * athlete.functionalThresholdPower, 1)
    state = next.state
    yield* seen(instants, next.readings, { start: span.start, end: span.start })
    yield* seen(amounts, next.readings, span)
  }
  yield { at: start + seconds * 1000, kind: 'event', event: 'end' }
}

function* seen(
  sensors: readonly Sensor[],
  readings: AthleteReadings,
  span: { readonly start: number; readonly end: number },
): Generator<Fact> {
  for (const { type, value } of sensors) {
    yield { at: span.end, kind: 'reading', reading: quantityReading(type, value(readings), span) }
  }
}
