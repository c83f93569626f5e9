import type { Database } from './database.js'

/** A sample that is a row of its own: all but plain quantities. */
export interface SampleRow {
  /** Its position in the feed. */
  readonly id: number
  readonly uuid: Uint8Array
  readonly stream: number
  readonly kind: string
  readonly start: number
  readonly end: number
  /** The correlation it is a member of. */
  readonly correlation: Uint8Array | null
  readonly sync_identifier: string | null
  readonly sync_version: number | null
  /** JSON of what the other columns do not say. */
  readonly body: string
  /** The packed quantities of a series. */
  readonly quantities: Uint8Array | null
}

const columns = 'id, uuid, stream, kind, start, end, correlation, sync_identifier, sync_version, body, quantities'

/** The rows of the table `sample`. */
export const openSampleTable = (database: Database) => {
  const insert = database.prepare(`insert into sample (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const remove = database.prepare('delete from sample where id = ?')
  const move = database.prepare('update sample set id = ? where id = ?')
  const byUuid = database.prepare<SampleRow>(`select ${columns} from sample where uuid = ?`)
  const byStart = database.prepare<SampleRow>(`select ${columns} from sample where stream = ? and start = ?`)
  const bySync = database.prepare<SampleRow>(`select ${columns} from sample where sync_identifier = ?`)
  const members = database.prepare<SampleRow>(`select ${columns} from sample where correlation = ? order by id`)
  const member = database.prepare('select 1 from sample where uuid = ? and correlation is not null')
  const lastStart = database.prepare<{ start: number | null }>('select max(start) start from sample where stream = ?')
  const lastId = database.prepare<{ id: number | null }>('select max(id) id from sample')
  const some = database.prepare<{ id: number }>('select id from sample where stream = ? limit 1')
  const ascending = database.prepare<SampleRow>(
    `select ${columns} from sample where stream = ? and start >= ? and start < ? order by start limit ?`,
  )
  const descending = database.prepare<SampleRow>(
    `select ${columns} from sample where stream = ? and start >= ? and start < ? order by start desc limit ?`,
  )
  const positions = database.prepare<SampleRow>(
    `select ${columns} from sample where id > ? and id < ? order by id limit ?`,
  )
  const streamPositions = database.prepare<SampleRow>(
    `select ${columns} from sample where stream = ? and id > ? and id < ? order by id limit ?`,
  )
  const nextOfStream = database.prepare<{ id: number | null }>(
    'select min(id) id from sample where stream = ? and id > ?',
  )
  return {
    insert: (row: SampleRow) =>
      insert.run(
        row.id,
        row.uuid,
        row.stream,
        row.kind,
        row.start,
        row.end,
        row.correlation,
        row.sync_identifier,
        row.sync_version,
        row.body,
        row.quantities,
      ),
    remove: (id: number) => remove.run(id),
    /** Puts a row at another place in the feed. */
    move: (id: number, to: number) => move.run(to, id),
    byUuid: (uuid: Uint8Array) => byUuid.get(uuid),
    byStart: (stream: number, start: number) => byStart.all(stream, start),
    bySync: (identifier: string) => bySync.all(identifier),
    members: (correlation: Uint8Array) => members.all(correlation),
    isMember: (uuid: Uint8Array) => member.get(uuid) !== undefined,
    lastStart: (stream: number) => lastStart.get(stream)?.start ?? undefined,
    lastId: () => lastId.get()?.id ?? undefined,
    hasSome: (stream: number) => some.get(stream) !== undefined,
    startingBetween: (stream: number, from: number, to: number, limit: number) =>
      ascending.all(stream, from, to, limit),
    startingBetweenDescending: (stream: number, from: number, to: number, limit: number) =>
      descending.all(stream, from, to, limit),
    between: (after: number, before: number, limit: number) => positions.all(after, before, limit),
    ofStreamBetween: (stream: number, span: { after: number; before: number; limit: number }) =>
      streamPositions.all(stream, span.after, span.before, span.limit),
    nextOfStream: (stream: number, after: number) => nextOfStream.get(stream, after)?.id ?? undefined,
  }
}
