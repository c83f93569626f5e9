import type { DeletedSample, Sample } from '../../health/sample.js'
import type { PackedQuantity } from '../archive/history.js'
import { uuidText } from '../archive/identity.js'
import { noQuantities, type Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import { deletedOf, deletedQuantities, deletedSample } from '../archive/tombstones.js'
import { decodeJournalRow, type JournalRow } from '../codec/journal-codec.js'
import type { BlockRow } from '../sqlite/series-table.js'
import { type Phase, type Place, phases } from './anchor.js'
import { wholeRow } from './expiry.js'
import { positionOf } from './position.js'
import type { FeedView, Segment } from './segment.js'

/** One change, or an addition that is of no interest and so left out, and the place a reader has reached with it. */
export interface SingleEntry {
  readonly phase: Phase
  readonly major: number
  readonly minor: number
  readonly user: string
  readonly deleted?: DeletedSample
  readonly added?: Sample
}

type Columns = Readonly<Record<'starts' | 'durations' | 'values' | 'generations', ArrayLike<number>>>

/** Added quantities of one stream: the rows of these columns that are of interest. The start of each is its minor place. */
export interface RunEntry {
  readonly phase: Phase
  readonly major: number
  readonly stream: Stream
  readonly columns: Columns
  readonly rows: readonly number[]
  /** The minor place after the last one, whether it is of interest or not. */
  readonly last: number
  /** How many were looked at. */
  readonly seen: number
}

export type Entry = SingleEntry | RunEntry

type Row = { readonly id: number; readonly stream: number }
interface RowSource<R extends Row> {
  between(after: number, before: number, limit: number): R[]
  ofStreamBetween(stream: number, span: { after: number; before: number; limit: number }): R[]
}

/** How many rows are read at once: one more than are delivered, because of the first one there may be nothing left. */
const rowLimit = ({ most }: FeedView): number => most + 1

/** A segment's rows of a table whose row numbers are feed positions, from `first` on. */
const rowsIn = <R extends Row>(view: FeedView, table: RowSource<R>, span: { segment: Segment; first: number }): R[] => {
  const { segment, first } = span
  const after = Math.max(first, positionOf(segment.after + 1, 0)) - 1
  const before = positionOf(segment.upto + 1, 0)
  const limit = rowLimit(view)
  if (view.streams === undefined) return table.between(after, before, limit)
  const rows = view.streams.flatMap(({ id }) => table.ofStreamBetween(id, { after, before, limit }))
  return rows.sort((a, b) => a.id - b.id).slice(0, limit)
}

const quantityAt = (quantities: Quantities, row: number): Omit<PackedQuantity, 'block'> => ({
  start: quantities.starts[row] as number,
  duration: quantities.durations[row] as number,
  value: quantities.values[row] as number,
  generation: quantities.generations[row] as number,
})

function* tombstones(view: FeedView, segment: Segment, from: Place): Generator<SingleEntry> {
  const phase = phases.tombstones
  const { history } = view
  for (const row of rowsIn(view, history.tables.tombstones, { segment, first: from.major })) {
    const stream = history.stream(row.stream)
    const minor = row.id === from.major ? from.minor : -1
    const quantities = deletedQuantities(row, minor)
    if (quantities === undefined) {
      if (row.id === from.major) continue
      yield { phase, major: row.id, minor: 0, user: stream.user, deleted: deletedOf(row, stream) }
    }
    const last = (quantities?.starts.length ?? 0) - 1
    for (const at of quantities?.starts.keys() ?? []) {
      const sample = history.quantitySample(stream, quantityAt(quantities as Quantities, at))
      const minor = at === last ? wholeRow : sample.start
      yield { phase, major: row.id, minor, user: stream.user, deleted: deletedSample(stream.user, sample) }
    }
  }
}

/** A sample at its place in the feed. */
interface PlacedRow extends Row {
  readonly read: () => Sample | undefined
}

/** Rows, and among them what is told again because it was added to a workout. */
const placedIn = (view: FeedView, span: { segment: Segment; first: number }): PlacedRow[] => {
  const { history } = view
  const { associations, samples } = history.tables
  const placed: PlacedRow[] = rowsIn(view, samples, span).map((row) => ({
    ...{ id: row.id, stream: row.stream },
    read: () => history.sample(row),
  }))
  if (!view.tellsAgain) return placed
  for (const { id, stream, sample } of rowsIn(view, associations, span))
    placed.push({ id, stream, read: () => history.find(history.stream(stream).user, uuidText(sample)) })
  return placed.sort((a, b) => a.id - b.id).slice(0, rowLimit(view))
}

function* rows(view: FeedView, segment: Segment, from: Place): Generator<SingleEntry> {
  let first = from.phase === phases.rows ? from.major + 1 : 0
  for (;;) {
    const found = placedIn(view, { segment, first })
    for (const row of found) {
      const stream = view.history.stream(row.stream)
      const place = { phase: phases.rows, major: row.id, minor: 0, user: stream.user }
      const sample = view.filter?.(stream).samples === false ? undefined : row.read()
      yield sample && (view.filter?.(stream).isWanted(sample) ?? true) ? { ...place, added: sample } : place
    }
    const last = found.at(-1)
    if (last === undefined || found.length < rowLimit(view)) return
    first = last.id + 1
  }
}

type StreamRows = Pick<RunEntry, 'stream' | 'columns' | 'rows'>

/** The rows of interest, and the place after all of them. */
const wantedOf = (
  { filter }: FeedView,
  { stream, columns, rows }: StreamRows,
): Pick<RunEntry, 'rows' | 'last' | 'seen'> => {
  const last = columns.starts[rows.at(-1) as number] as number
  const wanted = filter?.(stream)
  if (wanted === undefined || wanted.plain === true) return { rows, last, seen: rows.length }
  return { rows: rows.filter((row) => wanted.isWantedAt(columns, row)), last, seen: rows.length }
}

const rowsByStream = ({ streams, starts }: JournalRow): Map<number, number[]> => {
  const byStream = new Map<number, number[]>()
  for (const [row, stream] of streams.entries()) {
    const rows = byStream.get(stream)
    if (rows) rows.push(row)
    else byStream.set(stream, [row])
  }
  for (const rows of byStream.values()) rows.sort((a, b) => (starts[a] as number) - (starts[b] as number))
  return byStream
}

/** The quantities of one commit in the journal, by stream and start. */
function* journalRuns({ history, streams, journal }: FeedView, seq: number): Generator<StreamRows> {
  if (streams) {
    for (const { stream, row } of journal.ofCommit(seq)) {
      const { start, duration, value, generation } = history.journalQuantity(row)
      const columns = { starts: [start], durations: [duration], values: [value], generations: [generation] }
      yield { stream, columns, rows: [0] }
    }
    return
  }
  const bytes = history.tables.journal.row(seq)?.quantities
  if (bytes === undefined) return
  const row = decodeJournalRow(bytes)
  const { starts, values, durations = noNumbers, generations = noNumbers } = row
  const columns = { starts, values, durations, generations }
  const byStream = [...rowsByStream(row)].sort(([a], [b]) => a - b)
  for (const [stream, rows] of byStream) yield { stream: history.stream(stream), columns, rows }
}

// A column that a journal row leaves out because it is all zero.
const noNumbers: readonly number[] = []

/** The start after which this place's entries are yet to be delivered; undefined when all of them were. */
const startsAfter = (from: Place, phase: Phase, major: number): number | undefined => {
  if (from.phase !== phase || major > from.major) return Number.NEGATIVE_INFINITY
  return major === from.major ? from.minor : undefined
}

function* journal(view: FeedView, segment: Segment, from: Place): Generator<RunEntry> {
  const phase = phases.journal
  for (const { stream, columns, rows } of journalRuns(view, segment.upto)) {
    const after = startsAfter(from, phase, stream.id)
    if (after === undefined) continue
    const left = rows.filter((row) => (columns.starts[row] as number) > after)
    if (left.length > 0)
      yield { phase, major: stream.id, stream, columns, ...wantedOf(view, { stream, columns, rows: left }) }
  }
}

const rowsAtOnce = 16

/** The blocks of a segment's batch that may hold something of it, in the order they were written. */
function* blocksIn(view: FeedView, segment: Segment, first: number): Generator<BlockRow> {
  const { batch, after } = segment
  if (batch === undefined) return
  const { series } = view.history.tables
  if (view.streams) {
    for (const stream of [...view.streams].sort((a, b) => a.id - b.id)) {
      yield* series.ofStreamInRows(stream.id, batch, after).filter((block) => block.id >= first)
    }
    return
  }
  let next = Math.max(first, batch.first_row)
  while (next <= batch.last_row) {
    const found = series.inRows(next, batch.last_row, { seq: after, limit: rowsAtOnce })
    yield* found
    next = found.length < rowsAtOnce ? Number.POSITIVE_INFINITY : (found.at(-1)?.id ?? 0) + 1
  }
}

// A reader that stopped inside a commit which was condensed since then goes on by stream and start, because that is how
// its place was told; for all others the place is a block and a start in it.
function* blocks(view: FeedView, segment: Segment, from: Place): Generator<RunEntry> {
  const byStream = from.phase === phases.journal
  const phase = byStream ? phases.journal : phases.blocks
  for (const block of blocksIn(view, segment, from.phase === phases.blocks ? from.major : 0)) {
    const major = byStream ? block.stream : block.id
    const stream = view.history.stream(block.stream)
    const after = startsAfter(from, phase, major)
    if (block.first_seq > segment.upto || after === undefined) continue
    if (view.filter?.(stream).ofBlock(block) === false) {
      yield { phase, major, stream, columns: noQuantities, rows: [], last: block.last_start, seen: 1 }
      continue
    }
    const columns = view.history.blocks.open(block.id)
    const rows = rowsOfSegment(columns, segment, after)
    if (rows.length > 0) yield { phase, major, stream, columns, ...wantedOf(view, { stream, columns, rows }) }
  }
}

/** The rows of a block that were committed in a segment and start after `after`. */
const rowsOfSegment = ({ starts, seqs }: Quantities, segment: Segment, after: number): readonly number[] => {
  const rows: number[] = []
  for (let row = 0; row < seqs.length; row += 1) {
    const seq = seqs[row] as number
    if (seq > segment.after && seq <= segment.upto && (starts[row] as number) > after) rows.push(row)
  }
  return rows
}

/** What a segment holds after a place in it, deletions first. */
export function* entriesOf(view: FeedView, segment: Segment, from: Place): Generator<Entry> {
  if (from.phase <= phases.tombstones) yield* tombstones(view, segment, from)
  if (from.phase <= phases.rows) yield* rows(view, segment, from)
  if (segment.batch) yield* blocks(view, segment, from)
  else yield* journal(view, segment, from)
}
