import { intervals } from './intervals.js'
import { outdoor } from './outdoor.js'
import { run } from './run.js'
import type { SimulatedWorkout } from './simulated-workout.js'
import { steady } from './steady.js'

/** Every workout that can be made up, by its name. */
export const namedWorkouts: ReadonlyMap<string, SimulatedWorkout> = new Map(
  Object.entries({ intervals, steady, run, outdoor }),
)
