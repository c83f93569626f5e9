import type { Stream, StreamKey } from '../archive/streams.js'
import type { Database } from './database.js'

interface StreamRow {
  readonly id: number
  readonly user: string
  readonly type: string
  readonly source: string
  readonly device: string | null
}

const keyOf = (row: StreamRow): StreamKey =>
  // Written by `insert` alone, from a checked type name.
  ({ user: row.user, type: row.type, source: row.source, device: row.device ?? undefined }) as StreamKey

/** The rows of the table `stream`. */
export const openStreamTable = (database: Database) => {
  const insert = database.prepare('insert into stream (id, user, type, source, device) values (?, ?, ?, ?, ?)')
  const after = database.prepare<StreamRow>(
    'select id, user, type, source, device from stream where id > ? order by id',
  )
  const highWater = database.prepare<{ high_water: number | null }>('select high_water from stream where id = ?')
  const raiseHighWater = database.prepare('update stream set high_water = max(coalesce(high_water, ?), ?) where id = ?')
  const longest = database.prepare<{ longest: number }>('select longest from stream where id = ?')
  const setLongest = database.prepare('update stream set longest = ? where id = ? and longest < ?')
  return {
    insert: (stream: Stream) => insert.run(stream.id, stream.user, stream.type, stream.source, stream.device ?? null),
    after: (id: number) => after.all(id).map((row) => ({ id: row.id, key: keyOf(row) })),
    highWater: (id: number) => highWater.get(id)?.high_water ?? undefined,
    raiseHighWater: (id: number, start: number) => raiseHighWater.run(start, start, id),
    /** How long the longest sample that is a row of its own has been, ms. */
    longest: (id: number) => longest.get(id)?.longest ?? 0,
    raiseLongest: (id: number, duration: number) => setLongest.run(duration, id, duration),
  }
}

export type StreamTable = ReturnType<typeof openStreamTable>
