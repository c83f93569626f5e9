import type { DeviceProperties, SourceRevision } from '../../health/origin.js'
import type { Database } from './database.js'

/** A revision as it rests in its table: what `name` (a source or a device) said of itself. */
export interface RevisionRow<Facts> {
  readonly id: number
  readonly name: string
  readonly facts: Facts
  /** Whether new samples are of this one. */
  readonly isCurrent: boolean
}

export type SourceFacts = Omit<SourceRevision, 'source'>

type Cells = Readonly<Record<string, string | number | null>>

/** One table of revisions; `columns` are its facts, by their names in the vocabulary. */
const openRevisionTable = <Facts extends object>(
  database: Database,
  {
    table,
    name,
    columns,
  }: { table: string; name: string; columns: readonly (readonly [keyof Facts & string, string])[] },
) => {
  const names = columns.map(([, column]) => column).join(', ')
  const marks = columns.map(() => '?').join(', ')
  const insert = database.prepare(`insert into ${table} (id, ${name}, ${names}, current) values (?, ?, ${marks}, 0)`)
  const point = database.prepare(`update ${table} set current = (id = ?) where ${name} = ?`)
  const after = database.prepare<Cells>(`select id, ${name}, ${names}, current from ${table} where id > ? order by id`)
  const factsOf = (cells: Cells): Facts =>
    // Written by `insert` alone, from these facts.
    Object.fromEntries(
      columns.flatMap(([fact, column]) => (cells[column] == null ? [] : [[fact, cells[column]]])),
    ) as Facts
  return {
    insert: (id: number, of: string, facts: Facts) =>
      insert.run(id, of, ...columns.map(([fact]) => (facts[fact] as string | undefined) ?? null)),
    /** Makes this one the revision that new samples are of. */
    setCurrent: (id: number, of: string) => point.run(id, of),
    after: (id: number): readonly RevisionRow<Facts>[] =>
      after.all(id).map((cells) => ({
        id: Number(cells.id),
        name: String(cells[name]),
        facts: factsOf(cells),
        isCurrent: cells.current === 1,
      })),
  }
}

/** The tables `source_revision`, `device_revision` and `person`. */
export const openOriginTables = (database: Database) => {
  const setZone = database.prepare(
    'insert into person (user, time_zone) values (?, ?) on conflict do update set time_zone = excluded.time_zone',
  )
  const zones = database.prepare<{ user: string; time_zone: string | null }>('select user, time_zone from person')
  return {
    sources: openRevisionTable<SourceFacts>(database, {
      table: 'source_revision',
      name: 'source',
      columns: [
        ['version', 'version'],
        ['productType', 'product_type'],
        ['operatingSystemVersion', 'operating_system_version'],
      ],
    }),
    devices: openRevisionTable<DeviceProperties>(database, {
      table: 'device_revision',
      name: 'device',
      columns: [
        ['name', 'name'],
        ['manufacturer', 'manufacturer'],
        ['model', 'model'],
        ['hardwareVersion', 'hardware_version'],
        ['firmwareVersion', 'firmware_version'],
        ['softwareVersion', 'software_version'],
        ['localIdentifier', 'local_identifier'],
        ['udiDeviceIdentifier', 'udi_device_identifier'],
      ],
    }),
    setZone: (user: string, zone: string) => setZone.run(user, zone),
    zones: () => zones.all(),
  }
}

export type OriginTables = ReturnType<typeof openOriginTables>
