import { fitted, type Part } from './interval.js'
import { bicycleSensors, type SimulatedWorkout } from './simulated-workout.js'

const warmUp: Part = { name: 'warmUp', from: 0.45, to: 0.75, share: 4 }
const work: Part = { name: 'work', from: 1.06, to: 1.06, share: 2 }
const recovery: Part = { name: 'recovery', from: 0.5, to: 0.5, share: 1.5 }
const coolDown: Part = { name: 'coolDown', from: 0.5, to: 0.35, share: 2 }

const parts = [warmUp, ...Array.from({ length: 4 }, () => [work, recovery]).flat(), coolDown]

/** Indoors on a bicycle: four hard intervals between a warm-up and a cool-down. */
export const intervals: SimulatedWorkout = {
  activityType: 'cycling',
  location: 'indoor',
  plan: (minutes) => fitted(parts, minutes),
  sensors: bicycleSensors,
}
