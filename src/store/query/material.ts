import type { Span } from '../../health/clock.js'
import type { Sample } from '../../health/sample.js'
import { longestPackedMs, type Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { Readings } from '../archive/summary.js'
import type { StreamFilter } from './filter/filter.js'
import { mergeReadings, readingsIn, readingsOf } from './readings.js'
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

/** Which of a stream's samples are meant: those that overlap the window and pass. */
interface Wanted {
  readonly window: Span
  readonly passes: StreamFilter
}

/** What a stream has packed for a window. */
const packedOf = (shelf: Shelf, stream: Stream, { window, passes }: Wanted): Material => {
  const { start, end: to } = window
  const found = shelf
    .blocks(stream, { from: start - shelf.reach(stream), to, order: 'ascending', limit: everything })
    .filter((block) => mayMatch(block, window))
  const asks = passes.plain === 'ask'
  const isWhole = (block: ShelvedBlock): boolean => isInside(block, window) && (!asks || passes.ofBlock(block) === true)
  const blocks = found.filter(isWhole)
  const isOpened = (block: ShelvedBlock): boolean => !isWhole(block) && (!asks || passes.ofBlock(block) !== false)
  const opened = blocks.length === found.length ? [] : found.filter(isOpened).map((block) => shelf.open(block))
  const parts = [...opened, shelf.journal(stream, start - longestPackedMs, to)]
  const pick = (part: Quantities): Readings =>
    readingsIn(part, window, asks ? (row) => passes.isWantedAt(part, row) : undefined)
  return { stream, manual: false, blocks, loose: mergeReadings(parts.map(pick)) }
}

/** What a stream has in rows of their own for a window: by itself, and by hand. */
const rowsOf = (shelf: Shelf, stream: Stream, { window, passes }: Wanted): Material[] => {
  const from = window.start - shelf.longestRow(stream)
  const rows = shelf
    .rows(stream, { from, to: window.end, order: 'ascending', limit: everything })
    .filter((row) => row.end >= window.start && (passes.samples === true || passes.isWanted(row)))
  if (rows.length === 0) return []
  return [false, true].map((manual) => {
    const loose = mergeReadings([readingsIn(readingsOf(rows.filter((row) => isManual(row) === manual)), window)])
    return { stream, manual, blocks: [], loose }
  })
}

/** Looks up what a stream has for a window. */
export function materialOf(shelf: Shelf, stream: Stream, wanted: Wanted): readonly Material[] {
  const packed = wanted.passes.plain === false ? [] : [packedOf(shelf, stream, wanted)]
  const [own, byHand] = rowsOf(shelf, stream, wanted)
  if (own === undefined || byHand === undefined) return packed
  const [first] = packed
  const together = first ? [{ ...first, loose: mergeReadings([first.loose, own.loose]) }] : [own]
  return byHand.loose.starts.length === 0 ? together : [...together, byHand]
}
