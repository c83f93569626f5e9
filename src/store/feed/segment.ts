import type { History } from '../archive/history.js'
import type { Stream } from '../archive/streams.js'
import type { Filter } from '../query/filter/filter.js'
import type { Batch } from '../sqlite/series-table.js'
import type { JournalRows } from './journal-rows.js'
import { positionOf, seqOf } from './position.js'

/** What a reader of the feed looks at: all streams, or some of them by number. */
export interface FeedView {
  readonly history: History
  readonly streams: readonly Stream[] | undefined
  /** The newest commit. */
  readonly head: number
  /** No more entries than this are of interest. */
  readonly most: number
  /** Of some streams: their rows of the journal by commit, gathered once for a page. */
  readonly journal: JournalRows
  /** Which additions are of interest; undefined when all are. */
  readonly filter: Filter | undefined
  /** Whether samples were added to workouts by hand, and so may be told again. */
  readonly tellsAgain: boolean
}

/** A stretch of the feed that is delivered deletions first: a batch of condensed commits, or one commit. */
export interface Segment {
  readonly after: number
  readonly upto: number
  /** The batch that holds the commits' quantities; undefined while they rest in the journal. */
  readonly batch: Batch | undefined
}

const batchAfter = ({ history }: FeedView, after: number): Batch | undefined =>
  history.tables.series.batchHolding(after + 1)

/** The segment that begins after a commit; `upto` when a reader is in the middle of one. */
export function segmentAfter(view: FeedView, after: number, upto?: number): Segment {
  const batch = batchAfter(view, after)
  return { after, upto: upto ?? batch?.last_seq ?? after + 1, batch }
}

const blockSeq = (view: FeedView, stream: Stream, after: number): number | undefined => {
  const { series } = view.history.tables
  const batch = batchAfter(view, after)
  const row = batch && series.nextOfStream(stream.id, batch.first_row)
  const holder = row === undefined ? undefined : series.batchOfRow(row)
  return holder && Math.max(holder.first_seq, after + 1)
}

/** The next commit that concerns a stream. For one in a batch it may be too early, but never too late. */
const nextSeqOf = (view: FeedView, stream: Stream, after: number): number => {
  const { associations, samples, tombstones } = view.history.tables
  const last = positionOf(after + 1, 0) - 1
  const ids = [samples.nextOfStream(stream.id, last), tombstones.nextOfStream(stream.id, last)]
  if (view.tellsAgain) ids.push(associations.nextOfStream(stream.id, last))
  const seqs = [...ids.map((id) => id && seqOf(id)), blockSeq(view, stream, after)]
  return seqs.reduce((least: number, seq) => Math.min(least, seq ?? least), Number.POSITIVE_INFINITY)
}

const nextSeq = (view: FeedView, streams: readonly Stream[], after: number): number =>
  streams.reduce((least, stream) => Math.min(least, nextSeqOf(view, stream, after)), view.journal.seqAfter(after))

/** The segments after a commit that may hold something for this reader. */
export function* segmentsAfter(view: FeedView, seq: number): Generator<Segment> {
  let after = seq
  while (after < view.head) {
    if (view.streams) after = nextSeq(view, view.streams, after) - 1
    if (!(after < view.head)) return
    const segment = segmentAfter(view, after)
    yield segment
    after = segment.upto
  }
}
