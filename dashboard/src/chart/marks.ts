import type { WorkoutFigures } from '../wire.js'

/** What a chart marks besides its lines, in seconds from its start. */
export interface Marks {
  /** Where a lap begins, and its number; the first lap begins the ride and needs no mark. */
  readonly laps: readonly { readonly at: number; readonly number: number }[]
  readonly pauses: readonly { readonly from: number; readonly to: number }[]
}

const pauseEvents = ['pause', 'motionPaused']
const resumeEvents = ['resume', 'motionResumed']

/** The marks of a workout; a pause that goes on ends where the chart does. */
export const marksOf = (workout: WorkoutFigures): Marks => {
  const start = Date.parse(workout.start)
  const seconds = (instant: string): number => (Date.parse(instant) - start) / 1000
  const laps = workout.laps.map((lap, index) => ({ at: seconds(lap.start), number: index + 1 })).slice(1)
  return { laps, pauses: pausesOf(workout, seconds) }
}

const pausesOf = ({ events }: WorkoutFigures, seconds: (instant: string) => number): Marks['pauses'] => {
  const pauses: { from: number; to: number }[] = []
  for (const { event, at } of events) {
    const last = pauses.at(-1)
    const isPaused = last?.to === Infinity
    if (pauseEvents.includes(event) && !isPaused) pauses.push({ from: seconds(at), to: Infinity })
    if (resumeEvents.includes(event) && last && isPaused) last.to = seconds(at)
  }
  return pauses
}
