import type { QuantitySample, Sample } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'
import { openAssociationTable } from '../sqlite/association-table.js'
import type { Database } from '../sqlite/database.js'
import { openFactTable } from '../sqlite/fact-table.js'
import { openJournalTable } from '../sqlite/journal-table.js'
import { openOriginTables } from '../sqlite/origin-table.js'
import { openPurgeTable } from '../sqlite/purge-table.js'
import { openSampleTable, type SampleRow } from '../sqlite/sample-table.js'
import { openSeriesReads } from '../sqlite/series-table.js'
import { openStreamTable } from '../sqlite/stream-table.js'
import { openTombstoneTable } from '../sqlite/tombstone-table.js'
import { Blocks } from './blocks.js'
import { Identity, uuidBytes } from './identity.js'
import { JournalLog } from './journal-log.js'
import { Origins } from './origins.js'
import { sampleOf } from './sample-row.js'
import { type Stream, type StreamKey, Streams } from './streams.js'

const openTables = (database: Database) => ({
  associations: openAssociationTable(database),
  facts: openFactTable(database),
  journal: openJournalTable(database),
  origins: openOriginTables(database),
  purges: openPurgeTable(database),
  samples: openSampleTable(database),
  series: openSeriesReads(database),
  streams: openStreamTable(database),
  tombstones: openTombstoneTable(database),
})

export type Tables = ReturnType<typeof openTables>

/** One packed quantity, and where it rests: in a block, or in the journal when `block` is undefined. */
export interface PackedQuantity {
  readonly start: number
  readonly duration: number
  readonly value: number
  readonly generation: number
  readonly block: number | undefined
}

// Plain quantities have no metadata, so one object serves them all.
const noMetadata = Object.freeze({})

/** What a connection sees: the tables, the streams with the journal in memory, and opened blocks. */
export class History {
  readonly tables: Tables
  readonly origins: Origins
  readonly streams: Streams
  readonly journal = new JournalLog()
  readonly blocks: Blocks
  readonly identity: Identity
  readonly salt: number

  constructor(database: Database) {
    this.tables = openTables(database)
    this.origins = new Origins(this.tables.origins)
    this.streams = new Streams(this.origins)
    this.blocks = new Blocks(this.tables.series)
    this.salt = this.tables.facts.get('salt') ?? 0
    this.identity = new Identity(this.salt)
    this.origins.load()
    this.loadStreams()
  }

  /** Takes over the streams that were added to the file since the last time. */
  loadStreams(): void {
    const rows = this.tables.streams.after(this.streams.last)
    if (rows.length === 0) return
    this.origins.load()
    for (const { id, key, sourceRevision = 0, deviceRevision = 0, timeZone } of rows) {
      const { sources, devices } = this.origins
      const provenance = { source: sources.byId(sourceRevision), device: devices.byId(deviceRevision), timeZone }
      this.streams.add(key, provenance, id)
    }
  }

  /** The packed quantity of a stream that starts then. */
  packed(stream: Stream, start: number): PackedQuantity | undefined {
    const row = this.journal.find(stream, start)
    return row < 0 ? this.#inBlocks(stream, start) : this.journalQuantity(row)
  }

  /** The quantity in a row of the journal. */
  journalQuantity(row: number): PackedQuantity {
    return {
      start: this.journal.at('starts', row),
      duration: this.journal.at('durations', row),
      value: this.journal.at('values', row),
      generation: this.journal.at('generations', row),
      block: undefined,
    }
  }

  /** A packed quantity by the UUID that follows from it. */
  derived(uuid: string): { readonly stream: Stream; readonly quantity: PackedQuantity } | undefined {
    const said = this.identity.read(uuid)
    const stream = said && this.streams.byId(said.stream)
    const quantity = said && stream && this.packed(stream, said.start)
    return quantity?.generation === said?.generation && quantity && stream ? { stream, quantity } : undefined
  }

  find(user: string, uuid: string): Sample | undefined {
    return this.locate(user, uuid)?.sample
  }

  /** A person's sample and its stream. */
  locate(user: string, uuid: string): { readonly stream: Stream; readonly sample: Sample } | undefined {
    const row = this.tables.samples.byUuid(uuidBytes(uuid))
    if (row) {
      const stream = this.stream(row.stream)
      return stream.user === user ? { stream, sample: this.sample(row) } : undefined
    }
    const found = this.derived(uuid)
    if (found?.stream.user !== user) return undefined
    return { stream: found.stream, sample: this.quantitySample(found.stream, found.quantity) }
  }

  /** The sample of a row, a correlation with its objects. */
  sample(row: SampleRow): Sample {
    const members = row.kind === 'correlation' ? this.tables.samples.members(row.uuid) : []
    return sampleOf(
      row,
      this.stream(row.stream),
      members.map((member) => this.sample(member)),
    )
  }

  /** The sample that a packed quantity stands for. */
  quantitySample(stream: Stream, quantity: Omit<PackedQuantity, 'block'>): QuantitySample {
    const { start, duration, value, generation } = quantity
    const { source, device } = stream
    const { timeZone } = stream.provenance
    const uuid = this.identity.uuid(stream.id, start, generation)
    const end = start + duration
    // Only quantity types are packed.
    const type = stream.type as QuantityTypeName
    const kind = 'quantity'
    const metadata = noMetadata
    // Each of these in one piece: whoever follows gets an object for every quantity, and a copy costs as much again.
    if (timeZone === undefined && device === undefined) return { uuid, kind, type, start, end, value, source, metadata }
    if (timeZone === undefined) return { uuid, kind, type, start, end, value, source, device, metadata }
    if (device === undefined) return { uuid, kind, type, start, end, value, source, timeZone, metadata }
    return { uuid, kind, type, start, end, value, source, device, timeZone, metadata }
  }

  /** The stream that a row names. */
  stream(id: number): Stream {
    const stream = this.streams.byId(id)
    if (stream === undefined) throw new Error(`stream ${id} is missing`)
    return stream
  }

  /** Whether anything of a stream is stored. */
  hasSome(stream: Stream): boolean {
    const { samples, series } = this.tables
    return this.journal.holds(stream) || series.hasSome(stream.id) || samples.hasSome(stream.id)
  }

  /** The streams that are wanted, of one person or of all. */
  matching(wanted: (key: StreamKey) => boolean, user?: string): readonly Stream[] {
    return (user === undefined ? this.streams.all() : this.streams.ofUser(user)).filter(wanted)
  }

  #inBlocks(stream: Stream, start: number): PackedQuantity | undefined {
    const reach = this.tables.streams.reach(stream.id)
    for (const block of this.tables.series.covering(stream.id, start, reach)) {
      const quantities = this.blocks.open(block.id)
      const row = quantities.starts.indexOf(start)
      if (row < 0) continue
      const duration = quantities.durations[row] as number
      const value = quantities.values[row] as number
      return { start, duration, value, generation: quantities.generations[row] as number, block: block.id }
    }
    return undefined
  }
}
