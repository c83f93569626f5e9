import type { Database } from './database.js'

/** The rows of the table `purge`: of each stream, the position in the feed up to which deletions were forgotten. */
export const openPurgeTable = (database: Database) => {
  const raise = database.prepare(
    'insert into purge (stream, upto) values (?, ?) on conflict do update set upto = max(upto, excluded.upto)',
  )
  const after = database.prepare<{ stream: number }>('select stream from purge where upto > ?')
  const last = database.prepare<{ upto: number | null }>('select max(upto) upto from purge')
  return {
    raise: (stream: number, upto: number) => raise.run(stream, upto),
    /** The streams of which a deletion after a position was forgotten. */
    streamsAfter: (position: number) => after.all(position).map(({ stream }) => stream),
    /** The position of the newest deletion that was forgotten. */
    last: () => last.get()?.upto ?? undefined,
  }
}
