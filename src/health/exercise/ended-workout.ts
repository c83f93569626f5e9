import type { LiveWorkout, Workout } from '../workout.js'

/** What the session of a finished workout was at its end. */
export const endedWorkout = (user: string, workout: Workout): LiveWorkout & Workout => ({
  ...workout,
  user,
  state: 'ended',
  at: workout.end,
  lap: Math.max(1, workout.laps.length),
})
