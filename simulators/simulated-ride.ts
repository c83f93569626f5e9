import { quantityReading } from '../src/exchange/recording/quantity-reading.js'
import type { Span } from '../src/health/clock.js'
import { quantityType } from '../src/health/type.js'
import {
  type Athlete,
  type AthleteReadings,
  type AthleteState,
  braked,
  createAthlete,
  type Step,
  step,
} from './athlete.js'
import type { Fact, Ride } from './ride.js'
import { type Interval, intensityAt } from './workouts/interval.js'
import { intervals } from './workouts/intervals.js'
import type { Course, Sensor, SimulatedWorkout } from './workouts/simulated-workout.js'

/** `start` is epoch ms; `minutes` the length of the workout, which is `intervals` when left out. */
export interface SimulatedRideOptions {
  readonly seed: number
  readonly minutes: number
  readonly start: number
  readonly athlete: Athlete
  readonly workout?: SimulatedWorkout | undefined
}

/** A made-up workout as it happens, one reading of each type a second. */
export const simulatedRide = (options: SimulatedRideOptions): Ride => {
  const { workout = intervals, minutes, start } = options
  const plan = workout.plan(minutes)
  return {
    activityType: workout.activityType,
    location: workout.location,
    start,
    end: start + (plan.at(-1)?.end ?? 0) * 1000,
    types: workout.sensors.map((sensor) => sensor.type),
    facts: { [Symbol.iterator]: () => factsOf(options, workout, plan) },
  }
}

function* factsOf(
  { seed, start, athlete }: SimulatedRideOptions,
  workout: SimulatedWorkout,
  plan: readonly Interval[],
): Generator<Fact> {
  const [seconds, lapsAt] = [plan.at(-1)?.end ?? 0, lapCount(workout, plan)]
  let [state, course, laps] = [createAthlete(athlete, seed), { seconds: 0, meters: 0 }, 0]
  yield { at: start, kind: 'event', event: 'start' }
  while (course.seconds < seconds) {
    const at = start + course.seconds * 1000
    const over = lapsAt(course)
    if (over > laps) yield { at, kind: 'event', event: 'lap' }
    laps = over
    const next = exerted(state, intensityAt(plan, course.seconds))
    const readings = workout.motion?.(next.readings, athlete) ?? next.readings
    yield* seen(workout.sensors, readings, { course, at })
    state = next.state
    course = { seconds: course.seconds + 1, meters: course.meters + readings.distance }
  }
  yield { at: start + seconds * 1000, kind: 'event', event: 'end' }
}

/** A second at a share of threshold power; at nothing the brakes are on. */
const exerted = (state: AthleteState, intensity: number): Step =>
  step(intensity > 0 ? state : braked(state, 1), intensity * state.athlete.functionalThresholdPower, 1)

/** How many laps are over when a workout has come so far. */
const lapCount = ({ lapMeters }: SimulatedWorkout, plan: readonly Interval[]): ((course: Course) => number) =>
  lapMeters === undefined
    ? ({ seconds }) => plan.filter(({ end }) => end <= seconds).length
    : ({ meters }) => Math.floor(meters / lapMeters)

const isAmount = ({ type }: Sensor): boolean => quantityType(type).aggregation === 'cumulative'

/** Of a second first what is so when it begins, then what was done in it. */
function* seen(
  sensors: readonly Sensor[],
  readings: AthleteReadings,
  { course, at }: { readonly course: Course; readonly at: number },
): Generator<Fact> {
  const fact = ({ type, value }: Sensor, span: Span): Fact => ({
    at: span.end,
    kind: 'reading',
    reading: quantityReading(type, value(readings, course), span),
  })
  for (const sensor of sensors) if (!isAmount(sensor)) yield fact(sensor, { start: at, end: at })
  for (const sensor of sensors) if (isAmount(sensor)) yield fact(sensor, { start: at, end: at + 1000 })
}
