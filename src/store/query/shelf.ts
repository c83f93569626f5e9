import type { Sample } from '../../health/sample.js'
import type { Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { BlockSummary } from '../sqlite/series-table.js'

/** A block that was found but not opened. */
export interface ShelvedBlock extends BlockSummary {
  readonly id: number
}

/** Columns of packed quantities of one stream. */
export type PlainColumns = Readonly<Record<'starts' | 'durations' | 'values' | 'generations', ArrayLike<number>>>

/** A sample and its stream. */
export interface Shelved {
  readonly sample: Sample
  readonly stream: Stream
}

/** A stretch of starts, which end it is read from, and how many are wanted. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly order: 'ascending' | 'descending'
  readonly limit: number
}

/**
 * What the queries ask of a stream's storage; the only way they see it, so that they know no SQL. Spans are of starts,
 * half-open, epoch ms.
 */
export interface Shelf {
  streams(user: string): readonly Stream[]
  /** The blocks whose first quantity starts in the stretch, by that. */
  blocks(stream: Stream, stretch: Stretch): readonly ShelvedBlock[]
  open(block: ShelvedBlock): Quantities
  /** What rests in the journal, by start. */
  journal(stream: Stream, from: number, to: number): Quantities
  /** Samples that are rows of their own, by start. */
  rows(stream: Stream, stretch: Stretch): readonly Sample[]
  /** How long the longest of these has been, ms. */
  longestRow(stream: Stream): number
  /** How long the longest block lasts from its first start to its latest end, ms. */
  reach(stream: Stream): number
  find(user: string, uuid: string): Shelved | undefined
  /** The UUIDs of the samples that were added to a workout by hand. */
  associated(workout: string): readonly string[]
  /** Whether the sample is a member of a correlation. */
  isCorrelated(uuid: string): boolean
  /** The sample that a quantity of a stream stands for. */
  sampleAt(stream: Stream, quantities: PlainColumns, row: number): Sample
}
