import type { Clock } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'
import type { DeletedSample, NewQuantitySample, NewSample, Owned } from '../../health/sample.js'
import type { SampleTypeName } from '../../health/type.js'
import type { History, PackedQuantity } from '../archive/history.js'
import { uuidText } from '../archive/identity.js'
import type { Quantities } from '../archive/quantities.js'
import { sampleRow } from '../archive/sample-row.js'
import type { Outlet, Stream } from '../archive/streams.js'
import { deletedSample, packedTombstoneRow, type TombstonePlace, tombstoneRow } from '../archive/tombstones.js'
import { encodeJournalRow, type JournalRow } from '../codec/journal-codec.js'
import { placesPerCommit, positionOf, seqOf } from '../feed/position.js'
import type { ToldRow } from '../sqlite/association-table.js'
import type { SampleRow } from '../sqlite/sample-table.js'

/** What a finished draft brought. `quantities` are those of the journal row. */
export interface Drafted {
  readonly seq: number
  readonly quantities: JournalRow | undefined
  readonly added: readonly Owned[]
  readonly deleted: readonly DeletedSample[]
}

/**
 * A commit in the making, inside an open transaction. Rows are written at once; plain quantities are added to the journal
 * in memory, so that the next sample is compared with them, and `undo` takes them back.
 */
export class Draft {
  readonly #history: History
  readonly #clock: Clock
  readonly #added = new Map<string, Owned>()
  readonly #deleted: DeletedSample[] = []
  readonly #longest = new Map<number, number>()
  // Correlations that lost a member, or have another version of it, by UUID.
  readonly #altered = new Map<string, Uint8Array>()
  // A stream outlives a failed commit in memory, so it waits here until a commit has written it.
  readonly #unwritten = new Set<Stream>()
  #seq = 0
  #places = 0
  #first = 0

  constructor(history: History, clock: Clock) {
    this.#history = history
    this.#clock = clock
  }

  begin(seq: number): void {
    this.#seq = seq
    this.#places = 0
    this.#first = this.#history.journal.end
    this.#history.journal.seq = seq
    this.#added.clear()
    this.#deleted.length = 0
    this.#longest.clear()
    this.#altered.clear()
  }

  /** How many more places the commit has in the feed. */
  get room(): number {
    return placesPerCommit - 1 - this.#places
  }

  newStream(outlet: Outlet, type: SampleTypeName): Stream {
    const stream = this.#history.streams.open(outlet, type)
    this.#unwritten.add(stream)
    return stream
  }

  addQuantity(stream: Stream, sample: NewQuantitySample, generation: number): void {
    const { start, end, value } = sample
    const { journal } = this.#history
    journal.push(stream, start, value)
    if (end !== start || generation > 0) journal.amend(end - start, generation)
    if (start > stream.lane.highWater) stream.lane.highWater = start
  }

  addRow(
    sample: NewSample,
    stream: Stream,
    place: { readonly uuid: string; readonly correlation?: Uint8Array },
  ): SampleRow {
    const row = sampleRow(sample, { ...place, id: this.#nextPosition(), stream: stream.id })
    this.#history.tables.samples.insert(row)
    this.#longest.set(stream.id, Math.max(this.#longest.get(stream.id) ?? 0, sample.end - sample.start))
    if (sample.start > stream.lane.highWater) stream.lane.highWater = sample.start
    return row
  }

  /** Tells of rows that were added, once a correlation's members are there too. */
  announce(row: SampleRow): void {
    const { user } = this.#history.stream(row.stream)
    this.#added.set(uuidText(row.uuid), { user, sample: this.#history.sample(row) })
  }

  /** Puts a sample into the feed once more; undefined when this commit brought it. */
  tellAgain(sample: Uint8Array): ToldRow | undefined {
    const row = this.#history.tables.samples.byUuid(sample)
    if (row) return seqOf(row.id) === this.#seq ? undefined : this.#tellRowAgain(row)
    const uuid = uuidText(sample)
    const found = this.#history.derived(uuid)
    if (found === undefined || this.#isNew(found)) return undefined
    const { stream, quantity } = found
    this.#added.set(uuid, { user: stream.user, sample: this.#history.quantitySample(stream, quantity) })
    return { id: this.#nextPosition(), stream: stream.id, sample }
  }

  #tellRowAgain(row: SampleRow): ToldRow {
    this.announce(row)
    return { id: this.#nextPosition(), stream: row.stream, sample: row.uuid }
  }

  #isNew({ stream, quantity }: { readonly stream: Stream; readonly quantity: PackedQuantity }): boolean {
    return quantity.block === undefined && this.#history.journal.find(stream, quantity.start) >= this.#first
  }

  /** Removes a row, and the members of a correlation with it. */
  removeRow(row: SampleRow): void {
    const { samples, tombstones } = this.#history.tables
    const { user } = this.#history.stream(row.stream)
    const sample = this.#history.sample(row)
    if (row.kind === 'correlation') for (const member of samples.members(row.uuid)) this.removeRow(member)
    samples.remove(row.id)
    if (row.correlation !== null) this.#altered.set(uuidText(row.correlation), row.correlation)
    this.#untie(row)
    this.#added.delete(sample.uuid)
    // What came and went within one commit was never there for anyone.
    if (seqOf(row.id) === this.#seq) return
    const deleted = deletedSample(user, sample)
    tombstones.insert(tombstoneRow(this.#grave(row.stream), deleted))
    this.#deleted.push(deleted)
  }

  #untie({ uuid, kind }: SampleRow): void {
    const { associations } = this.#history.tables
    if (associations.isEmpty()) return
    associations.removeSample(uuid)
    if (kind === 'workout') associations.removeWorkout(uuid)
  }

  /** Writes down that packed quantities of a stream are gone. */
  buryPacked(stream: Stream, quantities: Quantities): void {
    this.#history.tables.tombstones.insert(packedTombstoneRow(this.#grave(stream.id), quantities))
    for (const [row, start] of quantities.starts.entries()) {
      const [duration = 0, generation = 0] = [quantities.durations[row], quantities.generations[row]]
      const sample = this.#history.quantitySample(stream, { start, duration, value: 0, generation })
      this.#deleted.push(deletedSample(stream.user, sample))
    }
  }

  /** Writes what was gathered. Undefined when nothing changed a sample. */
  finish(): Drafted | undefined {
    const { streams, journal } = this.#history.tables
    for (const uuid of this.#altered.values()) this.#retell(uuid)
    for (const stream of this.#unwritten) streams.insert(stream)
    for (const [stream, duration] of this.#longest) streams.raiseLongest(stream, duration)
    const log = this.#history.journal
    const quantities = log.end > this.#first ? log.rowFrom(this.#first) : undefined
    if (quantities) journal.insert(this.#seq, encodeJournalRow(quantities))
    if (!quantities && this.#added.size === 0 && this.#deleted.length === 0) return undefined
    return {
      seq: this.#seq,
      quantities,
      added: [...this.#added.values()],
      deleted: [...this.#deleted],
    }
  }

  /** To be called once the transaction has ended well. */
  written(): void {
    this.#unwritten.clear()
  }

  /** Takes back what rests in memory, after the transaction was rolled back. */
  undo(): void {
    this.#history.journal.truncate(this.#first, (id) => this.#history.stream(id))
  }

  // A correlation is told with its members in it, so who follows has to hear of it anew.
  #retell(uuid: Uint8Array): void {
    const { samples, tombstones } = this.#history.tables
    const row = samples.byUuid(uuid)
    if (row === undefined) return
    if (seqOf(row.id) === this.#seq) {
      this.announce(row)
      return
    }
    const { user } = this.#history.stream(row.stream)
    const deleted = deletedSample(user, this.#history.sample(row))
    tombstones.insert(tombstoneRow(this.#grave(row.stream), deleted))
    this.#deleted.push(deleted)
    const moved = { ...row, id: this.#nextPosition() }
    samples.move(row.id, moved.id)
    this.announce(moved)
  }

  #grave(stream: number): TombstonePlace {
    return { id: this.#nextPosition(), stream, at: this.#clock() }
  }

  #nextPosition(): number {
    this.#places += 1
    // The queue sees to it that this does not happen; if it does, nothing of the commit is kept.
    if (this.#places >= placesPerCommit) throw new HealthError('databaseInaccessible', 'a commit is too large')
    return positionOf(this.#seq, this.#places)
  }
}
