import type { Stream, StreamKey } from '../archive/streams.js'
import type { Database } from './database.js'

interface StreamRow {
  readonly id: number
  readonly user: string
  readonly type: string
  readonly source: string
  readonly device: string | null
  readonly source_revision: number | null
  readonly device_revision: number | null
  readonly time_zone: string | null
}

const keyOf = (row: StreamRow): StreamKey =>
  // Written by `insert` alone, from a checked type name.
  ({ user: row.user, type: row.type, source: row.source, device: row.device ?? undefined }) as StreamKey

const columns = 'id, user, type, source, device, source_revision, device_revision, time_zone'

/** The rows of the table `stream`. */
export const openStreamTable = (database: Database) => {
  const insert = database.prepare(`insert into stream (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?)`)
  const after = database.prepare<StreamRow>(`select ${columns} from stream where id > ? order by id`)
  const highWater = database.prepare<{ high_water: number | null }>('select high_water from stream where id = ?')
  const raiseMarks = database.prepare(
    'update stream set high_water = max(coalesce(high_water, ?), ?), reach = max(reach, ?) where id = ?',
  )
  const reach = database.prepare<{ reach: number }>('select reach from stream where id = ?')
  const longest = database.prepare<{ longest: number }>('select longest from stream where id = ?')
  const setLongest = database.prepare('update stream set longest = ? where id = ? and longest < ?')
  return {
    insert: ({ id, user, type, source, device, provenance }: Stream) =>
      insert.run(
        id,
        user,
        type,
        source,
        device ?? null,
        provenance.source?.id ?? null,
        provenance.device?.id ?? null,
        provenance.timeZone ?? null,
      ),
    after: (id: number) =>
      after.all(id).map((row) => ({
        id: row.id,
        key: keyOf(row),
        sourceRevision: row.source_revision ?? undefined,
        deviceRevision: row.device_revision ?? undefined,
        timeZone: row.time_zone ?? undefined,
      })),
    highWater: (id: number) => highWater.get(id)?.high_water ?? undefined,
    /** Notes the last start of a block, and how long it lasts from its first start to its latest end, ms. */
    raiseMarks: (id: number, lastStart: number, length: number) => raiseMarks.run(lastStart, lastStart, length, id),
    /** How long the longest block lasts, ms. */
    reach: (id: number) => reach.get(id)?.reach ?? 0,
    /** How long the longest sample that is a row of its own has been, ms. */
    longest: (id: number) => longest.get(id)?.longest ?? 0,
    raiseLongest: (id: number, duration: number) => setLongest.run(duration, id, duration),
  }
}
