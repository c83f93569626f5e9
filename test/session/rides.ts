import { readFileSync } from 'node:fs'
import { parseRecording, type Recording } from '../../simulators/recording.js'
import type { WorkoutEvent } from '../../src/health/workout.js'
import type { Quantity } from '../../src/session/builder/quantity.js'

/** A ride that somebody recorded. */
export const readRide = (name: string): Promise<Recording> =>
  parseRecording(readFileSync(new URL(`../fixtures/workouts/${name}`, import.meta.url)))

/** Its pauses and lap marks, in time order. */
export const eventsOf = ({ pauses, laps }: Recording): readonly WorkoutEvent[] =>
  [
    ...pauses.flatMap((pause): WorkoutEvent[] => [
      { event: 'pause', at: pause.start },
      { event: 'resume', at: pause.end },
    ]),
    ...laps.slice(1).map(({ start }): WorkoutEvent => ({ event: 'lap', at: start })),
  ].toSorted((a, b) => a.at - b.at)

/** Its readings as one watch would have saved them. */
export const quantitiesOf = ({ readings }: Recording): readonly Quantity[] =>
  readings.map(({ type, value, start, end = start }) => ({ type, value, start, end, source: 'watch' }))
