import type { Lap, LiveWorkout, WorkoutFigures } from '../wire.js'

/** A lap as a row of the table. */
export interface LapRow extends Pick<Lap, 'elapsed' | 'distance' | 'statistics'> {
  readonly number: number
  readonly running: boolean
  /** Whether it ended by itself, after a set distance or time. */
  readonly automatic: boolean
}

const isLive = (workout: WorkoutFigures): workout is LiveWorkout => 'state' in workout

/** Where laps ended by themselves. */
const automaticEnds = ({ events }: WorkoutFigures): ReadonlySet<string> =>
  new Set(events.filter(({ event, metadata }) => event === 'lap' && metadata?.automatic === true).map(({ at }) => at))

/**
 * The laps as rows: of a finished workout in order; of a running one the running lap first, then the others, newest
 * first. `ticked` is what has passed since the figures were told, in seconds.
 */
export const lapRows = (workout: WorkoutFigures, ticked = 0): LapRow[] => {
  const automatic = automaticEnds(workout)
  const rows = workout.laps.map(
    (lap, index): LapRow => ({
      ...lap,
      number: index + 1,
      running: isLive(workout) && index + 1 === workout.lap,
      automatic: automatic.has(lap.end),
    }),
  )
  if (!isLive(workout)) return rows
  const all = rows.length < workout.lap ? [...rows, untoldLap(workout)] : rows
  return all.map((row) => (row.running ? { ...row, elapsed: row.elapsed + ticked } : row)).reverse()
}

// A lap that has just begun may not be in the record yet.
const untoldLap = (workout: LiveWorkout): LapRow => ({
  number: workout.lap,
  running: true,
  automatic: false,
  elapsed: Math.max(0, workout.elapsed - workout.laps.reduce((sum, lap) => sum + lap.elapsed, 0)),
  statistics: {},
})
