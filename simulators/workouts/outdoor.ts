import { fitted, type Interval, type Part } from './interval.js'
import { bicycleSensors, type SimulatedWorkout } from './simulated-workout.js'

const warmUp: Part = { name: 'warmUp', from: 0.5, to: 0.7, share: 7 }
const work: Part = { name: 'work', from: 0.72, to: 0.72, share: 7 }
const stop: Part = { name: 'stop', from: 0, to: 0, share: 1 }
const minutesBetweenLights = 4

const plan = (minutes: number): readonly Interval[] => {
  const lights = Math.floor(minutes / minutesBetweenLights)
  return fitted([warmUp, ...Array.from({ length: lights }, () => [stop, work]).flat()], minutes)
}

/** On the road on a bicycle, stopping at a red light every few minutes. */
export const outdoor: SimulatedWorkout = {
  activityType: 'cycling',
  location: 'outdoor',
  plan,
  sensors: bicycleSensors,
  lapMeters: 5000,
}
