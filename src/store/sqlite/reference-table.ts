import type { Database } from './database.js'

// Each finds rows that name what is not there; `published` are the rows of finished batches.
const published = '(select coalesce(max(last_row), 0) from batch)'
const references = [
  [
    'block',
    'has no series',
    `select id from block where id <= ${published} and not exists (select 1 from series where series.id = block.id)`,
  ],
  [
    'series',
    'has no block',
    `select id from series where id <= ${published} and not exists (select 1 from block where block.id = series.id)`,
  ],
  ['series', 'is of no stream', 'select id from series where stream not in (select id from stream)'],
  ['sample', 'is of no stream', 'select id from sample where stream not in (select id from stream)'],
  ['tombstone', 'is of no stream', 'select id from tombstone where stream not in (select id from stream)'],
  [
    'sample',
    'is a member of a correlation that is not there',
    `select id from sample where correlation is not null
      and not exists (select 1 from sample parent where parent.uuid = sample.correlation)`,
  ],
  [
    'stream',
    'is of a source revision that is not there',
    'select id from stream where source_revision is not null and source_revision not in (select id from source_revision)',
  ],
  [
    'stream',
    'is of a device revision that is not there',
    'select id from stream where device_revision is not null and device_revision not in (select id from device_revision)',
  ],
  [
    'association',
    'is with a workout that is not there',
    // A route names its workout, which may be saved later.
    `select distinct lower(hex(workout)) id from association
      where not exists (select 1 from sample where sample.uuid = association.workout)
      and not exists (select 1 from sample where sample.uuid = association.sample and kind = 'workoutRoute')`,
  ],
] as const

const most = 100

/** Looks for rows that name what is not there. */
export const openReferenceTable = (database: Database) =>
  references.map(([table, problem, sql]) => {
    const rows = database.prepare<{ id: number | string }>(`${sql} limit ${most}`)
    return { table, problem, find: () => rows.all().map(({ id }) => id) }
  })
