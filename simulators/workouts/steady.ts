import { fitted, type Part } from './interval.js'
import { bicycleSensors, type SimulatedWorkout } from './simulated-workout.js'

const parts: readonly Part[] = [
  { name: 'warmUp', from: 0.45, to: 0.65, share: 1 },
  { name: 'work', from: 0.68, to: 0.68, share: 8 },
  { name: 'coolDown', from: 0.6, to: 0.4, share: 1 },
]

/** Indoors on a bicycle: endurance, all at one power. */
export const steady: SimulatedWorkout = {
  activityType: 'cycling',
  location: 'indoor',
  plan: (minutes) => fitted(parts, minutes),
  sensors: bicycleSensors,
}
