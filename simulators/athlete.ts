import { beatHeart, type Heart, restingHeart } from './heart.js'
import { createRandom, type Random, seedFor } from './seed.js'

/** Who rides. Heart rates in count/min, power in W, mass with the bicycle in kg. */
export interface Athlete {
  readonly functionalThresholdPower: number
  readonly restingHeartRate: number
  readonly maximumHeartRate: number
  readonly mass: number
  /** W′: the work that can be done above threshold before it must be paid back, J. */
  readonly anaerobicCapacity: number
}

export const demoAthlete: Athlete = {
  functionalThresholdPower: 250,
  restingHeartRate: 52,
  maximumHeartRate: 188,
  mass: 82,
  anaerobicCapacity: 20_000,
}

/** All there is to know of an athlete at an instant; `seed` is the state of the generator. */
export interface AthleteState {
  readonly athlete: Athlete
  readonly seed: number
  readonly heart: Heart
  /** Share of W′ that is spent, 0 to 1. */
  readonly fatigue: number
  /** Share of an hour's work at threshold that has warmed the body up, unbounded but slow. */
  readonly heat: number
  /** The slow part of the noise in power, as a share of the target. */
  readonly unevenness: number
  /** The slow part of the noise in cadence, count/min. */
  readonly rhythm: number
  /** m/s. */
  readonly speed: number
}

/** What sensors would have seen in a step. Instants are of its end, amounts of the whole. */
export interface AthleteReadings {
  /** count/min, whole. */
  readonly heartRate: number
  /** The beats that fell into the step, ms. */
  readonly rrIntervals: readonly number[]
  /** Mean over the step, W, whole. */
  readonly power: number
  /** count/min, whole. */
  readonly cadence: number
  /** m/s. */
  readonly speed: number
  /** m. */
  readonly distance: number
  /** kcal, of the athlete and not of the wheel. */
  readonly energy: number
}

export interface Step {
  readonly state: AthleteState
  readonly readings: AthleteReadings
}

/** An athlete at rest. The same seed and the same steps give the same readings. */
export const createAthlete = (athlete: Athlete, seed: number): AthleteState => ({
  athlete,
  seed: seedFor(seed, 'athlete'),
  heart: restingHeart(athlete.restingHeartRate),
  fatigue: 0,
  heat: 0,
  unevenness: 0,
  rhythm: 0,
  speed: 0,
})

/** Lets the athlete hold `targetPowerW` for a time. Pure: no clock, no randomness but the state's own. */
export const step = (state: AthleteState, targetPowerW: number, seconds: number): Step => {
  const random = createRandom(state.seed)
  const count = Math.max(1, Math.round(seconds))
  const parts: Effort[] = []
  let next = state
  for (let part = 0; part < count; part++) {
    const effort = exert(next, { target: targetPowerW, seconds: seconds / count, random })
    parts.push(effort)
    next = effort.state
  }
  return { state: { ...next, seed: random.state() }, readings: readingsOf(parts, seconds) }
}

const brakes = 2 // m/s²

/** Who has been on the brakes for a time. */
export const braked = (state: AthleteState, seconds: number): AthleteState => ({
  ...state,
  speed: Math.max(0, state.speed - brakes * seconds),
})

interface Effort {
  readonly state: AthleteState
  readonly power: number
  readonly cadence: number
  readonly rrIntervals: readonly number[]
  readonly seconds: number
}

interface Demand {
  readonly target: number
  readonly seconds: number
  readonly random: Random
}

const exert = (before: AthleteState, { target, seconds, random }: Demand): Effort => {
  const unevenness = before.unevenness * 0.9 + 0.012 * random.normal()
  const rhythm = before.rhythm * 0.95 + 0.4 * random.normal()
  const power = Math.max(0, target * (1 + unevenness + 0.02 * random.normal()))
  const effort = power / before.athlete.functionalThresholdPower
  const fatigue = fatigueAfter(before, power, seconds)
  const heat = Math.max(0, before.heat + ((effort - 0.2) * seconds) / 3600)
  const { heart, rrIntervals } = beatHeart(before.heart, {
    athlete: before.athlete,
    effort,
    strain: 0.07 * Math.min(1, heat) + 0.03 * fatigue,
    seconds,
    random,
  })
  const cadence = target > 0 ? Math.max(40, 84 + 6 * effort + rhythm) : 0
  const speed = speedAfter(before, power, seconds)
  return { state: { ...before, heart, fatigue, heat, unevenness, rhythm, speed }, power, cadence, rrIntervals, seconds }
}

/** W′ balance after Skiba (2015), as the share that is spent. */
const fatigueAfter = ({ athlete, fatigue }: AthleteState, power: number, seconds: number): number => {
  const above = power - athlete.functionalThresholdPower
  const change = above > 0 ? above : above * fatigue
  return Math.min(1, Math.max(0, fatigue + (change * seconds) / athlete.anaerobicCapacity))
}

const gravity = 9.81
const rollingResistance = 0.004
const drivetrain = 0.97
const dragArea = 0.32 // m², hands on the hoods
const airDensity = 1.2 // kg/m³
const walkingPace = 1 // m/s; below it, force from power would grow without bound

const speedAfter = ({ athlete, speed }: AthleteState, power: number, seconds: number): number => {
  const push = (power * drivetrain) / Math.max(speed, walkingPace)
  const drag = rollingResistance * athlete.mass * gravity + 0.5 * airDensity * dragArea * speed ** 2
  return Math.max(0, speed + ((push - drag) / athlete.mass) * seconds)
}

const grossEfficiency = 0.24
const joulesPerKilocalorie = 4184

const readingsOf = (parts: readonly Effort[], seconds: number): AthleteReadings => {
  const work = parts.reduce((sum, part) => sum + part.power * part.seconds, 0)
  const last = parts.at(-1) as Effort
  return {
    heartRate: Math.round(last.state.heart.rate),
    rrIntervals: parts.flatMap((part) => part.rrIntervals),
    power: Math.round(work / seconds),
    cadence: Math.round(last.cadence),
    speed: rounded(last.state.speed, 3),
    distance: rounded(
      parts.reduce((sum, part) => sum + part.state.speed * part.seconds, 0),
      3,
    ),
    energy: rounded(work / joulesPerKilocalorie / grossEfficiency, 4),
  }
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
