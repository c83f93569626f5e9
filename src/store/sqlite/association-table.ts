import type { Database } from './database.js'

/** A sample that is told again, and its position in the feed. */
export interface ToldRow {
  readonly id: number
  readonly stream: number
  readonly sample: Uint8Array
}

/** Samples that were added to workouts by hand. What a workout's session collected follows from its record. */
export const openAssociationTable = (database: Database) => {
  const insert = database.prepare<{ sample: Uint8Array }>(
    'insert or ignore into association (workout, sample) values (?, ?) returning sample',
  )
  const tell = database.prepare('update association set told = ?, stream = ? where workout = ? and sample = ?')
  const some = database.prepare('select 1 from association limit 1')
  const samples = database.prepare<{ sample: Uint8Array }>('select sample from association where workout = ?')
  const workouts = database.prepare<{ workout: Uint8Array }>('select workout from association where sample = ?')
  const removeSample = database.prepare('delete from association where sample = ?')
  const removeWorkout = database.prepare('delete from association where workout = ?')
  const told = 'select told id, stream, sample from association where'
  const positions = database.prepare<ToldRow>(`${told} told > ? and told < ? order by told limit ?`)
  const streamPositions = database.prepare<ToldRow>(
    `${told} stream = ? and told > ? and told < ? order by told limit ?`,
  )
  const nextOfStream = database.prepare<{ id: number | null }>(
    'select min(told) id from association where stream = ? and told > ?',
  )
  const last = database.prepare<{ id: number | null }>('select max(told) id from association where told is not null')
  return {
    /** Whether it was not there before. */
    insert: (workout: Uint8Array, sample: Uint8Array): boolean => insert.get(workout, sample) !== undefined,
    /** Puts a sample of a workout into the feed once more. */
    tell: (workout: Uint8Array, { id, stream, sample }: ToldRow) => tell.run(id, stream, workout, sample),
    isEmpty: () => some.get() === undefined,
    ofWorkout: (workout: Uint8Array) => samples.all(workout).map(({ sample }) => sample),
    ofSample: (sample: Uint8Array) => workouts.all(sample).map(({ workout }) => workout),
    removeSample: (sample: Uint8Array) => removeSample.run(sample),
    removeWorkout: (workout: Uint8Array) => removeWorkout.run(workout),
    lastId: () => last.get()?.id ?? undefined,
    between: (after: number, before: number, limit: number) => positions.all(after, before, limit),
    ofStreamBetween: (stream: number, span: { after: number; before: number; limit: number }) =>
      streamPositions.all(stream, span.after, span.before, span.limit),
    nextOfStream: (stream: number, after: number) => nextOfStream.get(stream, after)?.id ?? undefined,
  }
}
