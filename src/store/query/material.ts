import type { Span } from '../../health/clock.js'
import type { Sample } from '../../health/sample.js'
import { longestPackedMs } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { Readings } from '../archive/summary.js'
import { mergeReadings, readingsIn, readingsOf } from './readings.js'
import type { SampleTest, StreamTest } from './sample-test.js'
import type { Shelf, ShelvedBlock } from './shelf.js'

/** What a stream has for a window: whole blocks, and single readings by start, as they were before any cut. */
export interface Material {
  readonly stream: Stream
  /** Whether these were entered by hand (the metadata `wasUserEntered`). */
  readonly manual: boolean
  readonly blocks: readonly ShelvedBlock[]
  readonly loose: Readings
}

const everything = 2 ** 31 - 1

const isInside = (block: ShelvedBlock, { start, end }: Span): boolean =>
  block.first_start >= start && block.last_start < end && block.max_end <= end

/** Whether a block may have an instant in the window or a span that overlaps it. */
const mayMatch = (block: ShelvedBlock, { start, end }: Span): boolean =>
  block.first_start < end && (block.max_end > start || block.last_start >= start)

const isManual = ({ metadata }: Sample): boolean => metadata.wasUserEntered === true || metadata.wasUserEntered === 1

/** What a stream has packed for a window. */
const packedOf = (shelf: Shelf, stream: Stream, { window, test }: { window: Span; test: StreamTest }): Material => {
  const { start, end: to } = window
  const found = shelf
    .blocks(stream, { from: start - shelf.reach(stream), to, order: 'ascending', limit: everything })
    .filter((block) => mayMatch(block, window))
  const isWhole = (block: ShelvedBlock): boolean => isInside(block, window) && test.holdsForAll(block)
  const opened = found.filter((block) => !isWhole(block)).map((block) => shelf.open(block))
  const parts = [...opened, shelf.journal(stream, start - longestPackedMs, to)]
  const { holds } = test
  const loose = mergeReadings(parts.map((part) => readingsIn(part, window, holds && ((row) => holds(part, row)))))
  return { stream, manual: false, blocks: found.filter(isWhole), loose }
}

/** What a stream has in rows of their own for a window: by itself, and by hand. */
const rowsOf = (shelf: Shelf, stream: Stream, { window, test }: { window: Span; test: SampleTest }): Material[] => {
  const from = window.start - shelf.longestRow(stream)
  const rows = shelf
    .rows(stream, { from, to: window.end, order: 'ascending', limit: everything })
    .filter((row) => row.end >= window.start && test.row(row))
  if (rows.length === 0) return []
  return [false, true].map((manual) => {
    const loose = mergeReadings([readingsIn(readingsOf(rows.filter((row) => isManual(row) === manual)), window)])
    return { stream, manual, blocks: [], loose }
  })
}

/** Looks up what a stream has for a window. */
export function materialOf(shelf: Shelf, stream: Stream, wanted: { window: Span; test: SampleTest }): Material[] {
  const test = wanted.test.packed(stream)
  const packed = test === 'none' ? [] : [packedOf(shelf, stream, { window: wanted.window, test })]
  const [own, byHand] = rowsOf(shelf, stream, wanted)
  const [first] = packed
  if (own === undefined || byHand === undefined) return packed
  const together = first ? [{ ...first, loose: mergeReadings([first.loose, own.loose]) }] : [own]
  return byHand.loose.starts.length === 0 ? together : [...together, byHand]
}
