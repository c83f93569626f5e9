import type { Athlete, AthleteReadings } from '../athlete.js'
import { fitted, type Part } from './interval.js'
import { type Course, energy, heartRate, type SimulatedWorkout } from './simulated-workout.js'

const parts: readonly Part[] = [
  { name: 'warmUp', from: 0.65, to: 0.8, share: 2 },
  { name: 'work', from: 0.85, to: 0.85, share: 7 },
  { name: 'coolDown', from: 0.75, to: 0.65, share: 1 },
]

const bicycleMass = 8 // kg, which nobody carries on a run
const kilocaloriesPerKilogramKilometer = 1 // at any speed (Margaria et al. 1963)

const onFoot = (readings: AthleteReadings, { mass }: Athlete): AthleteReadings => {
  const kilometers = readings.energy / kilocaloriesPerKilogramKilometer / (mass - bicycleMass)
  const meters = Math.round(kilometers * 1e6) / 1000
  return { ...readings, speed: meters, distance: meters }
}

/** Whole steps since the start: 2 a second and one more every 4 m, which is 170 a minute at 3.3 m/s. */
const stepsUntil = ({ seconds, meters }: Course): number => Math.floor(2 * seconds + meters / 4)

/** On the road on foot: a run at an even effort, a lap a kilometre. */
export const run: SimulatedWorkout = {
  activityType: 'running',
  location: 'outdoor',
  plan: (minutes) => fitted(parts, minutes),
  motion: onFoot,
  sensors: [
    heartRate,
    { type: 'runningSpeed', value: (readings) => readings.speed },
    { type: 'distanceWalkingRunning', value: (readings) => readings.distance },
    {
      type: 'stepCount',
      value: ({ distance }, { seconds, meters }) =>
        stepsUntil({ seconds: seconds + 1, meters: meters + distance }) - stepsUntil({ seconds, meters }),
    },
    energy,
  ],
  lapMeters: 1000,
}
