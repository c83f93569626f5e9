import { HealthError } from '../../health/error.js'
import type { History, PackedQuantity } from '../archive/history.js'
import { uuidBytes } from '../archive/identity.js'
import { newBlock } from '../archive/new-block.js'
import { dropRows, filterRows, type Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import { decodeJournalRow, encodeJournalRow, type JournalRow } from '../codec/journal-codec.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import type { SeriesWrites } from '../sqlite/series-table.js'
import type { Draft } from './draft.js'

/** Which samples a batch deletes. */
export interface Removal {
  readonly user: string
  readonly uuids: readonly string[]
  /** Only samples of this source may be deleted. */
  readonly source: string | undefined
  /** What to do about an unknown one. */
  readonly unknown: 'fail' | 'skip'
}

interface Packed {
  readonly stream: Stream
  readonly quantity: PackedQuantity
}
type Target = SampleRow | Packed

const isPacked = (target: Target): target is Packed => 'quantity' in target

type Starts = ReadonlyMap<number, unknown>

const without = (row: JournalRow, gone: ReadonlyMap<number, Starts>): JournalRow => {
  const rows: number[] = []
  for (let at = 0; at < row.streams.length; at += 1) {
    if (gone.get(row.streams[at] as number)?.has(row.starts[at] as number)) rows.push(at)
  }
  return {
    streams: dropRows(row.streams, rows),
    starts: dropRows(row.starts, rows),
    values: dropRows(row.values, rows),
    durations: row.durations && dropRows(row.durations, rows),
    generations: row.generations && dropRows(row.generations, rows),
  }
}

/** The starts that go, by stream. */
type Gone = Map<Stream, Map<number, PackedQuantity>>

const grouped = (packed: readonly Packed[]): Gone => {
  const gone: Gone = new Map()
  for (const { stream, quantity } of packed) {
    const starts = gone.get(stream) ?? new Map<number, PackedQuantity>()
    gone.set(stream, starts.set(quantity.start, quantity))
  }
  return gone
}

const columnsOf = (quantities: Iterable<PackedQuantity>): Quantities => {
  const sorted = [...quantities].sort((a, b) => a.start - b.start)
  const zeros = sorted.map(() => 0)
  return {
    starts: sorted.map(({ start }) => start),
    durations: sorted.map(({ duration }) => duration),
    values: zeros,
    seqs: zeros,
    generations: sorted.map(({ generation }) => generation),
  }
}

/** Starts, by stream. */
export type JournalWatch = Map<Stream, ReadonlySet<number>>

/** Deletes samples in a draft: rows, quantities in blocks (which are rewritten), and quantities in the journal. */
export class Remover {
  readonly #history: History
  readonly #draft: Draft
  readonly #series: SeriesWrites
  // The journal in memory shrinks only once the commit is durable; until then what goes from it is noted here.
  readonly #leaving = new Map<Stream, Set<number>>()
  #watched: JournalWatch | undefined

  constructor(parts: { history: History; draft: Draft; series: SeriesWrites }) {
    this.#history = parts.history
    this.#draft = parts.draft
    this.#series = parts.series
  }

  /** Deletes and says how many were there. Throws a `HealthError` before it has changed anything, or not at all. */
  remove(removal: Removal): number {
    const targets = [...new Set(removal.uuids)].flatMap((uuid) => this.#target(uuid, removal) ?? [])
    this.#untie(removal.uuids)
    this.#removePacked(grouped(targets.filter(isPacked)))
    for (const row of targets) if (!isPacked(row) && this.#isThere(row)) this.#draft.removeRow(row)
    return targets.length
  }

  /** From now on puts into `watch` what is taken out of the journal. */
  watchJournal(watch: JournalWatch | undefined): void {
    this.#watched = watch
  }

  /** To be called after the commit. */
  written(): void {
    for (const [stream, starts] of this.#leaving) {
      this.#history.journal.remove(stream, starts)
      const noted = this.#watched?.get(stream) ?? []
      this.#watched?.set(stream, new Set([...noted, ...starts]))
    }
    this.#leaving.clear()
  }

  /** To be called after the commit failed. */
  undo(): void {
    this.#leaving.clear()
    this.#history.blocks.forget()
  }

  #untie(uuids: readonly string[]): void {
    const { associations } = this.#history.tables
    if (associations.isEmpty()) return
    for (const uuid of uuids) associations.removeSample(uuidBytes(uuid))
  }

  // A correlation that is deleted along with its members has taken them with it.
  #isThere(row: SampleRow): boolean {
    return this.#history.tables.samples.byUuid(row.uuid) !== undefined
  }

  #target(uuid: string, { user, source, unknown }: Removal): Target | undefined {
    const found = this.#history.tables.samples.byUuid(uuidBytes(uuid)) ?? this.#derived(uuid)
    const stream = found && (isPacked(found) ? found.stream : this.#history.stream(found.stream))
    if (found && stream?.user === user && (source === undefined || stream.source === source)) return found
    if (unknown === 'skip') return undefined
    throw new HealthError('notFound', 'a sample to delete is not there, or is of another source')
  }

  #derived(uuid: string): Packed | undefined {
    const found = this.#history.derived(uuid)
    return found && this.#leaving.get(found.stream)?.has(found.quantity.start) ? undefined : found
  }

  #removePacked(gone: Gone): void {
    if (gone.size === 0) return
    for (const [stream, starts] of gone) this.#draft.buryPacked(stream, columnsOf(starts.values()))
    this.#rewriteJournal(gone)
    this.#rewriteBlocks(gone)
    this.#history.tables.facts.revise()
  }

  #rewriteJournal(gone: Gone): void {
    const { journal } = this.#history
    const seqs = new Set<number>()
    for (const [stream, starts] of gone) {
      for (const { start, block } of starts.values()) {
        if (block !== undefined) continue
        seqs.add(journal.at('seqs', journal.find(stream, start)))
        const leaving = this.#leaving.get(stream) ?? new Set()
        this.#leaving.set(stream, leaving.add(start))
      }
    }
    const byStream = new Map([...gone].map(([stream, starts]) => [stream.id, starts]))
    for (const seq of seqs) this.#rewriteJournalRow(seq, byStream)
  }

  #rewriteJournalRow(seq: number, gone: ReadonlyMap<number, Starts>): void {
    const { journal } = this.#history.tables
    const bytes = journal.row(seq)?.quantities
    if (bytes === undefined) return
    const kept = without(decodeJournalRow(bytes), gone)
    if (kept.streams.length === 0) journal.remove(seq)
    else journal.replace(seq, encodeJournalRow(kept))
  }

  #rewriteBlocks(gone: Gone): void {
    for (const [stream, starts] of gone) {
      const blocks = new Set([...starts.values()].flatMap(({ block }) => block ?? []))
      for (const block of blocks) this.#rewriteBlock(block, stream, starts)
    }
  }

  #rewriteBlock(id: number, stream: Stream, starts: ReadonlyMap<number, unknown>): void {
    const quantities = this.#history.blocks.open(id)
    const kept = filterRows(quantities, (row) => !starts.has(quantities.starts[row] as number))
    if (kept.starts.length === 0) this.#series.remove(id)
    else this.#series.replace(id, newBlock(stream, kept))
    this.#history.blocks.forget(id)
  }
}
