import type { Database } from './database.js'

/** Samples that were added to workouts by hand. What a workout's session collected follows from its record. */
export const openAssociationTable = (database: Database) => {
  const insert = database.prepare('insert or ignore into association (workout, sample) values (?, ?)')
  const some = database.prepare('select 1 from association limit 1')
  const samples = database.prepare<{ sample: Uint8Array }>('select sample from association where workout = ?')
  const workouts = database.prepare<{ workout: Uint8Array }>('select workout from association where sample = ?')
  const removeSample = database.prepare('delete from association where sample = ?')
  const removeWorkout = database.prepare('delete from association where workout = ?')
  const move = database.prepare('update association set workout = ? where workout = ?')
  return {
    insert: (workout: Uint8Array, sample: Uint8Array) => insert.run(workout, sample),
    isEmpty: () => some.get() === undefined,
    ofWorkout: (workout: Uint8Array) => samples.all(workout).map(({ sample }) => sample),
    ofSample: (sample: Uint8Array) => workouts.all(sample).map(({ workout }) => workout),
    removeSample: (sample: Uint8Array) => removeSample.run(sample),
    removeWorkout: (workout: Uint8Array) => removeWorkout.run(workout),
    /** What belonged to one workout belongs to another. */
    move: (from: Uint8Array, to: Uint8Array) => move.run(to, from),
  }
}
