import type { Span } from '../../health/clock.js'
import type { Stream } from '../archive/streams.js'
import { areApart, countedOnce, coverage, type Readings, type Summary, summarize } from '../archive/summary.js'
import type { Material } from './material.js'
import { clip, mergeReadings, sliceReadings } from './readings.js'
import type { Shelf, ShelvedBlock } from './shelf.js'

/**
 * Some of a stream's readings that match, cut to the window: a block that lies wholly inside, unopened, or readings that
 * were picked one by one. `first`, `end` and `recent` are of the readings before they were cut.
 */
export interface Piece {
  readonly stream: Stream
  /** Whether these were entered by hand. */
  readonly manual: boolean
  readonly summary: Summary
  readonly first: number
  readonly end: number
  readonly recent: { readonly value: number; readonly at: number; readonly start: number }
  /** Whether it is known that no two of these overlap. */
  readonly isApart: boolean
  /** The sum in which time that is covered twice counts once. */
  counted(): number
  readings(): Readings
  /** The readings before they were cut. */
  whole(): Readings
}

/** What the pieces are for: the window, and whether a reading that it cuts keeps its value or only its share. */
export interface Cut {
  readonly window: Span
  readonly shares: boolean
}

const blockPiece = (shelf: Shelf, stream: Stream, block: ShelvedBlock): Piece => ({
  stream,
  manual: false,
  summary: block,
  first: block.first_start,
  end: block.max_end,
  recent: { value: block.recent_value, at: block.max_end, start: block.recent_start },
  isApart: block.counted === block.sum,
  counted: () => block.counted ?? countedOnce(shelf.open(block)),
  readings: () => shelf.open(block),
  whole: () => shelf.open(block),
})

/** The reading that ends last. */
const recentOf = ({ starts, durations, values }: Readings): Piece['recent'] => {
  let recent = { value: 0, at: Number.NEGATIVE_INFINITY, start: 0 }
  for (let row = 0; row < starts.length; row += 1) {
    const start = starts[row] as number
    const at = start + (durations[row] as number)
    if (at >= recent.at) recent = { value: values[row] as number, at, start }
  }
  return recent
}

const loosePiece = (material: Material, whole: Readings, { window, shares }: Cut): Piece => {
  const readings = clip(whole, window, shares)
  const recent = recentOf(whole)
  return {
    stream: material.stream,
    manual: material.manual,
    summary: summarize(material.stream.type, readings),
    first: whole.starts[0] as number,
    end: recent.at,
    recent,
    isApart: areApart(whole),
    counted: () => countedOnce(whole, window),
    readings: () => readings,
    whole: () => whole,
  }
}

/** Parts readings wherever a block begins, so that no part reaches over a block it has nothing to do with. */
const partAt = (cuts: readonly number[], readings: Readings): readonly Readings[] => {
  const { starts } = readings
  const parts: Readings[] = []
  let [from, cut] = [0, 0]
  for (let row = 0; row <= starts.length; row += 1) {
    const start = starts[row] ?? Number.POSITIVE_INFINITY
    if (row < starts.length && !(start >= (cuts[cut] ?? Number.POSITIVE_INFINITY))) continue
    while (start >= (cuts[cut] ?? Number.POSITIVE_INFINITY) && cut < cuts.length) cut += 1
    if (row > from) parts.push(sliceReadings(readings, from, row))
    from = row
  }
  return parts
}

/** Milliseconds that are covered by at least one reading of pieces that overlap. */
export function coverageOf(pieces: readonly Piece[]): number {
  const [first] = pieces
  if (first !== undefined && pieces.length === 1) return first.summary.covered
  if (pieces.every(({ summary }) => summary.covered === 0)) return 0
  return coverage(mergeReadings(pieces.map((piece) => piece.readings())))
}

/** Where blocks begin, in order; it matters to loose readings alone. */
const cutsFor = (materials: readonly Material[]): readonly number[] => {
  if (materials.every(({ loose }) => loose.starts.length === 0)) return []
  return materials.flatMap(({ blocks }) => blocks.map((block) => block.first_start)).sort((a, b) => a - b)
}

/** The pieces of all streams. */
export function piecesOf(shelf: Shelf, materials: readonly Material[], cut: Cut): readonly Piece[] {
  const cuts = cutsFor(materials)
  const pieces: Piece[] = []
  for (const material of materials) {
    for (const block of material.blocks) pieces.push(blockPiece(shelf, material.stream, block))
    for (const part of partAt(cuts, material.loose)) pieces.push(loosePiece(material, part, cut))
  }
  return pieces
}
