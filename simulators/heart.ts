import type { Random } from './seed.js'

/** A heart at an instant: its rate, how far the lungs are in their breath, and how much of the next beat has passed. */
export interface Heart {
  /** count/min. */
  readonly rate: number
  /** Breaths since the start; the fraction is the place in the present one. */
  readonly breath: number
  /** Share of the next beat that has passed, 0 to 1. */
  readonly beat: number
}

interface Limits {
  readonly restingHeartRate: number
  readonly maximumHeartRate: number
}

interface Load {
  readonly athlete: Limits
  /** Share of threshold power. */
  readonly effort: number
  /** What heat and fatigue add, as a share of the heart-rate reserve. */
  readonly strain: number
  readonly seconds: number
  readonly random: Random
}

export const restingHeart = (rate: number): Heart => ({ rate, breath: 0, beat: 0 })

const riseSeconds = 35
const fallSeconds = 50

/** The rate follows the load with a lag; each beat is longer or shorter with the breath. RR intervals in ms. */
export const beatHeart = (heart: Heart, load: Load): { heart: Heart; rrIntervals: readonly number[] } => {
  const goal = steadyRate(load)
  const lag = goal > heart.rate ? riseSeconds : fallSeconds
  const rate = heart.rate + (goal - heart.rate) * (1 - Math.exp(-load.seconds / lag))
  const breath = heart.breath + breathsPerSecond(load.effort) * load.seconds
  return beatsOf({ rate, breath, beat: heart.beat }, load)
}

/** What the rate settles at: 87 % of the reserve at threshold, bending towards the maximum without reaching it. */
const steadyRate = ({ athlete, effort, strain }: Load): number => {
  const reserve = 0.87 * effort ** 0.8 + strain * Math.min(1, effort)
  const bent = reserve < 0.85 ? reserve : 0.85 + 0.15 * Math.tanh((reserve - 0.85) / 0.15)
  return athlete.restingHeartRate + (athlete.maximumHeartRate - athlete.restingHeartRate) * bent
}

/** 15 breaths a minute at rest, 39 at threshold. */
const breathsPerSecond = (effort: number): number => (15 + 24 * Math.min(1.3, effort)) / 60

const beatsOf = (heart: Heart, { athlete, seconds, random }: Load) => {
  const rrIntervals: number[] = []
  let beat = heart.beat + (heart.rate / 60) * seconds
  for (; beat >= 1; beat--) rrIntervals.push(rrInterval(heart, athlete, random))
  return { heart: { ...heart, beat }, rrIntervals }
}

/** Respiratory sinus arrhythmia: some 40 ms of swing at rest that all but vanishes as the vagus lets go under load. */
const rrInterval = ({ rate, breath }: Heart, athlete: Limits, random: Random): number => {
  const reserve = (rate - athlete.restingHeartRate) / (athlete.maximumHeartRate - athlete.restingHeartRate)
  const freedom = Math.max(0.05, 1 - reserve) ** 2
  const swing = freedom * (40 * Math.sin(2 * Math.PI * breath) + 12 * random.normal())
  return Math.round(Math.max(60_000 / athlete.maximumHeartRate, 60_000 / rate + swing) * 10) / 10
}
