import { HealthError } from '../../health/error.js'
import type { Database } from './database.js'

// A stream is one person's quantities of one type from one source and device; every other table names it by its number.
// `sample.id` and `tombstone.id` are feed positions (see feed/position.ts), so their order is the feed's.
// `series` and `block` hold condensed quantities: the figures, which are read by the thousand, and apart from them the
// packed quantities, which are seldom opened. A row of them counts once its `batch` is there.
const first = `
  create table store (name text primary key, value) without rowid;
  create table stream (
    id integer primary key,
    user text not null, type text not null, source text not null, device text,
    high_water real, longest real not null default 0, reach real not null default 0
  );
  create table journal (seq integer primary key, quantities blob not null);
  create table batch (
    number integer primary key,
    first_seq integer not null, last_seq integer not null, first_row integer not null, last_row integer not null
  );
  create index batch_end on batch (last_seq);
  create table series (
    id integer primary key autoincrement,
    stream integer not null,
    first_start integer not null, last_start integer not null, last_end integer not null, max_end integer not null,
    first_seq integer not null, last_seq integer not null,
    count integer not null, minimum real not null, maximum real not null, sum real not null,
    weighted real not null, weight real not null, covered real not null,
    last_value real not null, recent_start integer not null, recent_value real not null
  );
  create table block (id integer primary key, quantities blob not null);
  create index series_time on series (stream, first_start);
  create index series_feed on series (stream);
  create table sample (
    id integer primary key,
    uuid blob not null unique,
    stream integer not null,
    kind text not null,
    start real not null, end real not null,
    correlation blob, sync_identifier text, sync_version real,
    body text not null, quantities blob
  );
  create index sample_time on sample (stream, start);
  create index sample_feed on sample (stream);
  create index sample_correlation on sample (correlation) where correlation is not null;
  create index sample_sync on sample (sync_identifier) where sync_identifier is not null;
  create table tombstone (
    id integer primary key,
    stream integer not null,
    uuid blob,
    first_start real not null, last_start real not null,
    body text, quantities blob
  );
  create index tombstone_feed on tombstone (stream);
  create index tombstone_time on tombstone (stream, last_start) where quantities is not null;
  create table document (kind text not null, id text not null, json text not null, primary key (kind, id)) without rowid;
`

// Which revision of a source and a device a stream's quantities come from, and the zone the person was in, belong to the
// stream: a new firmware or a journey is a new stream, and a packed quantity costs no byte more.
// An association names what was added to a workout by hand; what its session collected follows from the record. A sample
// that was there before is told again at the feed position `told`, and `stream` is the sample's.
// `counted` is the sum of a block in which no instant counts twice; null where it was not worked out.
const second = `
  create table source_revision (
    id integer primary key,
    source text not null, version text, product_type text, operating_system_version text,
    current integer not null
  );
  create index source_revision_source on source_revision (source);
  create table device_revision (
    id integer primary key,
    device text not null,
    name text, manufacturer text, model text, hardware_version text, firmware_version text, software_version text,
    local_identifier text, udi_device_identifier text,
    current integer not null
  );
  create index device_revision_device on device_revision (device);
  create table person (user text primary key, time_zone text) without rowid;
  alter table stream add column source_revision integer;
  alter table stream add column device_revision integer;
  alter table stream add column time_zone text;
  create table association (
    workout blob not null, sample blob not null, told integer, stream integer, primary key (workout, sample)
  ) without rowid;
  create index association_sample on association (sample);
  create index association_told on association (told) where told is not null;
  create index association_feed on association (stream, told) where told is not null;
  alter table series add column counted real;
`

// When a deletion was, so that it can be forgotten after a while, and for each stream up to which position in the feed
// deletions were. Those of before are counted as of the step itself: nobody wrote down when they were.
const retention = (now: number): string => `
  alter table tombstone add column at real not null default ${now};
  create table purge (stream integer primary key, upto integer not null);
  create index purge_upto on purge (upto);
`

const migrations: readonly ((now: number) => string)[] = [() => first, (now) => second + retention(now)]

const version = (database: Database): number =>
  database.prepare<{ user_version: number }>('pragma user_version').get()?.user_version ?? 0

const newer = (from: number): HealthError =>
  new HealthError(
    'databaseInaccessible',
    `the store was written by a newer version of vitald: its schema is ${from}, this version knows up to ${migrations.length}`,
  )

/** Takes one step, or leaves the file as it was. */
const take = (database: Database, step: string, to: number): void => {
  try {
    database.exec(`begin immediate; ${step}; pragma user_version = ${to}; commit`)
  } catch (error) {
    if (database.inTransaction) database.exec('rollback')
    throw error
  }
}

/** Brings the file to the newest schema, each step in its own transaction. */
export function migrate(database: Database, now: number): void {
  const from = version(database)
  if (from > migrations.length) throw newer(from)
  for (const [index, step] of migrations.entries()) {
    if (index >= from) take(database, step(now), index + 1)
  }
}
