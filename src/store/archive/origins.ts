import type { DeviceProperties, Origin } from '../../health/origin.js'
import type { OriginTables, SourceFacts } from '../sqlite/origin-table.js'
import { type Revision, Revisions } from './revisions.js'

/** What a stream's samples have in common besides person, type, source and device. */
export interface Provenance {
  readonly source: Revision<SourceFacts> | undefined
  readonly device: Revision<DeviceProperties> | undefined
  /** IANA name of the zone the person was in. */
  readonly timeZone: string | undefined
}

/** What is known of sources, devices and the zones of people, and what new samples get of it. */
export class Origins {
  readonly sources = new Revisions<SourceFacts>()
  readonly devices = new Revisions<DeviceProperties>()
  readonly zones = new Map<string, string>()
  readonly #tables: OriginTables

  constructor(tables: OriginTables) {
    this.#tables = tables
    for (const { user, time_zone } of tables.zones()) if (time_zone !== null) this.zones.set(user, time_zone)
  }

  /** Takes over the revisions that were added to the file since the last time. */
  load(): void {
    for (const row of this.#tables.sources.after(this.sources.last)) this.sources.add(row)
    for (const row of this.#tables.devices.after(this.devices.last)) this.devices.add(row)
  }

  /** What a new sample of this person, source and device is of. */
  current(user: string, source: string, device: string | undefined): Provenance {
    return {
      source: this.sources.current(source),
      device: device === undefined ? undefined : this.devices.current(device),
      timeZone: this.zones.get(user),
    }
  }
}

/** The origin of samples with this provenance, in full. */
export const originIn = (source: string, device: string | undefined, provenance: Provenance): Origin => ({
  source: { source, ...provenance.source?.facts },
  ...(device === undefined ? {} : { device: { id: device, ...provenance.device?.facts } }),
})
