import type { Athlete } from '../athlete.js'
import type { Load } from './rider.js'

/** What a trainer makes its rider feel. */
export type Resistance =
  /** As a roller in a gear: the rider does as planned. */
  | { readonly mode: 'free' }
  /** W, whatever the cadence. */
  | { readonly mode: 'erg'; readonly power: number }
  /** A level without a unit, 0 to 100. */
  | { readonly mode: 'level'; readonly level: number }
  | {
      readonly mode: 'simulation'
      /** Percent. */
      readonly grade: number
      /** m/s, positive from ahead. */
      readonly windSpeed: number
      readonly rollingResistance: number
      /** kg/m. */
      readonly windResistance: number
    }

type Simulation = Extract<Resistance, { mode: 'simulation' }>

export const trainerPowerMax = 1500
export const trainerLevelMax = 100
const gravity = 9.81
/** m/s that the rider's gear and cadence come to on the flat. */
const gearSpeed = 7
/** Past so much of threshold power the rider shifts down. */
const shiftsAt = 1.2
const wattsPerLevel = 4

/** What the resistance asks of a rider; undefined where it leaves the rider to the plan. */
export const loadOf = (resistance: Resistance, athlete: Athlete): Load | undefined => {
  if (resistance.mode === 'erg') return { power: resistance.power }
  if (resistance.mode === 'level') return { power: 40 + wattsPerLevel * resistance.level }
  return resistance.mode === 'simulation' ? onGrade(resistance, athlete) : undefined
}

/** Holds the gear's speed while the legs allow it, else the speed that they do allow. */
const onGrade = (simulation: Simulation, athlete: Athlete): Load => {
  const limit = shiftsAt * athlete.functionalThresholdPower
  let [low, high] = [0, gearSpeed]
  if (powerAt(gearSpeed, simulation, athlete) > limit) {
    for (let halving = 0; halving < 30; halving++) {
      const middle = (low + high) / 2
      if (powerAt(middle, simulation, athlete) > limit) high = middle
      else low = middle
    }
  }
  return { power: Math.max(0, powerAt(high, simulation, athlete)), speed: high }
}

const powerAt = (speed: number, simulation: Simulation, { mass }: Athlete): number => {
  const air = speed + simulation.windSpeed
  const slope = mass * gravity * (simulation.rollingResistance + simulation.grade / 100)
  return (slope + simulation.windResistance * air * Math.abs(air)) * speed
}
