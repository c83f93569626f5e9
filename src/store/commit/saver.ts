import type { NewQuantitySample, NewSample } from '../../health/sample.js'
import { isTimeZone } from '../../health/time-zone.js'
import type { History } from '../archive/history.js'
import { lastGeneration, uuidBytes, uuidText } from '../archive/identity.js'
import { membersOf } from '../archive/sample-row.js'
import type { Outlet, Stream } from '../archive/streams.js'
import type { SaveResult } from '../health-store.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import type { Associator } from './associator.js'
import { Claims, isSynced } from './claims.js'
import type { Draft } from './draft.js'
import { Lanes } from './lanes.js'
import type { SaveOperation } from './pending.js'
import { isPlain } from './plain-quantity.js'
import { type Known, Saved } from './saved.js'

const zoneIn = ({ timeZone, metadata }: NewSample): string | undefined =>
  timeZone ?? (typeof metadata.timeZone === 'string' && isTimeZone(metadata.timeZone) ? metadata.timeZone : undefined)

const nothing: readonly Uint8Array[] = []

/** Turns one batch into quantities and rows of a draft. */
export class Saver {
  readonly #history: History
  readonly #draft: Draft
  readonly #lanes: Lanes
  readonly #claims: Claims
  readonly #associator: Associator
  readonly #newUuid: () => string
  #stored = 0

  constructor(parts: { history: History; draft: Draft; associator: Associator; newUuid: () => string }) {
    this.#history = parts.history
    this.#draft = parts.draft
    this.#lanes = new Lanes(parts.history)
    this.#claims = new Claims(parts.history)
    this.#associator = parts.associator
    this.#newUuid = parts.newUuid
  }

  /** Throws a `HealthError` before it has changed anything, or not at all. */
  save(batch: Omit<SaveOperation, 'kind'>): SaveResult {
    const { user, samples, workout, rows, replaces } = batch
    // What needs no row claims no UUID.
    if (rows > 0) this.#claims.check(batch)
    if (workout !== undefined) this.#associator.check(user, workout)
    const added = replaces.length > 0 ? this.#removeWorkouts(user, replaces) : nothing
    this.#stored = 0
    const known: Known[] = []
    let outlet: Outlet | undefined
    for (const sample of samples) {
      const plain = rows === 0 || isPlain(sample)
      // A plain one has no metadata to name a zone.
      const zone = plain ? sample.timeZone : zoneIn(sample)
      // Most batches are of one origin, so it is looked up once.
      if (outlet?.source !== sample.source || outlet.device !== sample.device || outlet.ownZone !== zone) {
        outlet = this.#history.streams.ofOrigin(user, sample.source, sample.device, zone)
      }
      const stream = outlet.find(sample.type) ?? this.#draft.newStream(outlet, sample.type)
      known.push(plain ? this.#saveQuantity(sample as NewQuantitySample, stream) : this.#saveRow(sample, stream))
    }
    const result = new Saved({ identity: this.#history.identity, samples, known }, this.#stored)
    if (workout !== undefined) this.#associator.add(workout, result.uuids)
    if (added.length > 0) this.#tieToWorkouts(result.uuids, added)
    return result
  }

  /** Removes workouts, and returns what was added to them. */
  #removeWorkouts(user: string, uuids: readonly string[]): readonly Uint8Array[] {
    const rows = this.#associator.workouts(user, uuids)
    const added = rows.flatMap((row) => this.#associator.tiesOf(row).samples)
    for (const row of rows) this.#draft.removeRow(row)
    return added
  }

  #tieToWorkouts(uuids: readonly string[], samples: readonly Uint8Array[]): void {
    const { samples: table } = this.#history.tables
    for (const uuid of uuids)
      if (table.byUuid(uuidBytes(uuid))?.kind === 'workout') this.#associator.tie(uuid, { workouts: [], samples })
  }

  #saveQuantity(sample: NewQuantitySample, stream: Stream): Known {
    if (!(sample.start > stream.lane.highWater)) return this.#saveLate(sample, stream)
    this.#draft.addQuantity(stream, sample, 0)
    this.#stored += 1
    return stream
  }

  #saveLate(sample: NewQuantitySample, stream: Stream): Known {
    const same = this.#lanes.find(stream.lane, sample)
    if (same !== undefined) return same
    const generation = this.#lanes.generation(stream, sample.start)
    if (generation > lastGeneration) return this.#addRow(sample, stream)
    this.#draft.addQuantity(stream, sample, generation)
    this.#stored += 1
    return this.#history.identity.uuid(stream.id, sample.start, generation)
  }

  #saveRow(sample: NewSample, stream: Stream): string {
    const older = this.#claims.synced(sample, stream)
    if (older) return this.#replace(older, sample, stream)
    if (sample.uuid !== undefined && this.#claims.isTaken(sample.uuid)) return sample.uuid
    // A client that names its samples itself and no device may well have two that begin together.
    const isNamed = sample.uuid !== undefined && sample.device === undefined
    const same = isNamed || isSynced(sample) ? undefined : this.#lanes.find(stream.lane, sample)
    return same ?? this.#addRow(sample, stream)
  }

  #replace(older: SampleRow, sample: NewSample, stream: Stream): string {
    if ((older.sync_version ?? 0) >= Number(sample.metadata.syncVersion)) return uuidText(older.uuid)
    const ties = this.#associator.tiesOf(older)
    this.#draft.removeRow(older)
    // The new one takes the old one's place in the correlation and the workouts that held it.
    const uuid = this.#addRow(sample, stream, older.correlation ?? undefined)
    this.#associator.tie(uuid, ties)
    return uuid
  }

  #addRow(sample: NewSample, stream: Stream, correlation?: Uint8Array): string {
    const uuid = sample.uuid ?? this.#unusedUuid()
    const row = this.#draft.addRow(sample, stream, { uuid, ...(correlation ? { correlation } : {}) })
    for (const member of membersOf(sample)) this.#addMember(member, row)
    // The workout may be saved later, in the same batch or in another.
    if (sample.kind === 'workoutRoute') this.#associator.add(sample.workoutUuid, [uuid])
    this.#draft.announce(row)
    this.#stored += 1
    return uuid
  }

  // Whether it was there before is the correlation's question alone, so a member is always added with it.
  #addMember(member: NewSample, correlation: SampleRow): void {
    const { user, provenance } = this.#history.stream(correlation.stream)
    const uuid = member.uuid ?? this.#unusedUuid()
    // It was measured where the whole was, unless it says otherwise.
    const zone = zoneIn(member) ?? provenance.timeZone
    const outlet = this.#history.streams.ofOrigin(user, member.source, member.device, zone)
    const stream = outlet.find(member.type) ?? this.#draft.newStream(outlet, member.type)
    this.#draft.announce(this.#draft.addRow(member, stream, { uuid, correlation: correlation.uuid }))
  }

  // A run that is repeated with the same seed on a store that it has already filled draws the same numbers again.
  #unusedUuid(): string {
    for (;;) {
      const uuid = this.#newUuid()
      if (!this.#claims.isTaken(uuid)) return uuid
    }
  }
}
