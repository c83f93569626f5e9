import type { Span } from '../../health/clock.js'
import type { Sample } from '../../health/sample.js'
import type { Quantities } from '../archive/quantities.js'
import { longestPackedMs } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import { type Readings, type Summary, summarize } from '../archive/summary.js'
import type { Shelf, ShelvedBlock } from './shelf.js'

/**
 * Some of a stream's readings that match, cut to the window: a block that lies wholly inside, unopened, or readings that
 * were picked one by one. `first`, `end` and `recent` are of the readings before they were cut.
 */
export interface Piece {
  readonly stream: Stream
  readonly summary: Summary
  readonly first: number
  readonly end: number
  readonly recent: { readonly value: number; readonly at: number; readonly start: number }
  readings(): Readings
}

const everything = 2 ** 31 - 1

/** How a window cuts a reading: of a cumulative one it keeps its share, of a discrete one the value. */
type Cut = (readings: Readings) => Readings

export const cutTo = ({ start, end }: Span, shares: boolean): Cut => {
  const kept = (from: number, duration: number): number =>
    Math.max(0, Math.min(from + duration, end) - Math.max(from, start))
  return ({ starts, durations, values }) => ({
    starts: starts.map((from, row) => (durations[row] === 0 ? from : Math.max(from, start))),
    durations: durations.map((duration, row) => kept(starts[row] as number, duration)),
    values: values.map((value, row) => {
      const duration = durations[row] as number
      return shares && duration > 0 ? value * (kept(starts[row] as number, duration) / duration) : value
    }),
  })
}

/** The readings that match the window: an instant inside, or a span that overlaps. */
const inWindow = ({ starts, durations, values }: Readings, { start, end }: Span): Readings => {
  const rows = [...starts.keys()].filter((row) => {
    const [from, duration] = [starts[row] as number, durations[row] as number]
    return from < end && (duration === 0 ? from >= start : from + duration > start)
  })
  const pick = (column: readonly number[]): number[] => rows.map((row) => column[row] as number)
  return { starts: pick(starts), durations: pick(durations), values: pick(values) }
}

const concat = (parts: readonly Readings[]): Readings => ({
  starts: parts.flatMap(({ starts }) => starts),
  durations: parts.flatMap(({ durations }) => durations),
  values: parts.flatMap(({ values }) => values),
})

/** All of these by start; of those that begin together, instants last. */
export function mergeReadings(parts: readonly Readings[]): Readings {
  const { starts, durations, values } = concat(parts)
  const order = [...starts.keys()].sort(
    (a, b) => (starts[a] as number) - (starts[b] as number) || (durations[b] as number) - (durations[a] as number),
  )
  const pick = (column: readonly number[]): number[] => order.map((row) => column[row] as number)
  return { starts: pick(starts), durations: pick(durations), values: pick(values) }
}

const readingsOf = (sample: Sample): Readings => {
  if (sample.kind === 'series') {
    return { starts: sample.times, durations: sample.times.map(() => 0), values: sample.values }
  }
  if (sample.kind !== 'quantity') return { starts: [], durations: [], values: [] }
  return { starts: [sample.start], durations: [sample.end - sample.start], values: [sample.value] }
}

/** What a stream has for a window: whole blocks, and single readings by start. */
export interface Material {
  readonly stream: Stream
  readonly blocks: readonly ShelvedBlock[]
  readonly loose: Readings
}

const isInside = (block: ShelvedBlock, { start, end }: Span): boolean =>
  block.first_start >= start && block.last_start < end && block.max_end <= end

/** Looks up what a stream has for a window. */
export function materialOf(shelf: Shelf, stream: Stream, window: Span): Material {
  const { start, end: to } = window
  const stretch = { to, order: 'ascending', limit: everything } as const
  const blocks = shelf
    .blocks(stream, { ...stretch, from: start - shelf.reach(stream) })
    .filter((block) => block.max_end >= start)
  const rows = shelf.rows(stream, { ...stretch, from: start - shelf.longestRow(stream) })
  const parts = [
    ...blocks.filter((block) => !isInside(block, window)).map((block): Quantities => shelf.open(block)),
    shelf.journal(stream, start - longestPackedMs, to),
    ...rows.map(readingsOf),
  ]
  const loose = mergeReadings(parts.map((part) => inWindow(part, window)))
  return { stream, blocks: blocks.filter((block) => isInside(block, window)), loose }
}

const blockPiece = (shelf: Shelf, stream: Stream, block: ShelvedBlock): Piece => ({
  stream,
  summary: block,
  first: block.first_start,
  end: block.max_end,
  recent: { value: block.recent_value, at: block.max_end, start: block.recent_start },
  readings: () => shelf.open(block),
})

const loosePiece = (stream: Stream, loose: Readings, cut: Cut): Piece => {
  const whole = summarize(stream.type, loose)
  const readings = cut(loose)
  return {
    stream,
    summary: summarize(stream.type, readings),
    first: whole.first_start,
    end: whole.max_end,
    recent: { value: whole.recent_value, at: whole.max_end, start: whole.recent_start },
    readings: () => readings,
  }
}

/** Parts readings wherever a block begins, so that no part reaches over a block it has nothing to do with. */
const partAt = (cuts: readonly number[], { starts, durations, values }: Readings): Readings[] => {
  const parts: Readings[] = []
  let [from, cut] = [0, 0]
  for (let row = 0; row <= starts.length; row += 1) {
    const start = starts[row] ?? Number.POSITIVE_INFINITY
    if (row < starts.length && !(start >= (cuts[cut] ?? Number.POSITIVE_INFINITY))) continue
    while (start >= (cuts[cut] ?? Number.POSITIVE_INFINITY) && cut < cuts.length) cut += 1
    if (row > from) {
      parts.push({
        starts: starts.slice(from, row),
        durations: durations.slice(from, row),
        values: values.slice(from, row),
      })
    }
    from = row
  }
  return parts
}

/** The pieces of all streams. */
export function piecesOf(shelf: Shelf, materials: readonly Material[], cut: Cut): readonly Piece[] {
  const cuts = materials.flatMap(({ blocks }) => blocks.map((block) => block.first_start)).sort((a, b) => a - b)
  return materials.flatMap(({ stream, blocks, loose }) => [
    ...blocks.map((block) => blockPiece(shelf, stream, block)),
    ...partAt(cuts, loose).map((part) => loosePiece(stream, part, cut)),
  ])
}
