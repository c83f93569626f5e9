import type { Sample } from '../../../health/sample.js'
import { longestPackedMs, type Quantities } from '../../archive/quantities.js'
import type { Stream } from '../../archive/streams.js'
import type { StreamFilter } from '../filter/filter.js'
import type { Shelf, ShelvedBlock, Stretch } from '../shelf.js'
import type { Best } from './best.js'
import type { Place, Sorting } from './sorting.js'

/** What to gather of a stream. */
export interface Wanted {
  readonly shelf: Shelf
  readonly stream: Stream
  readonly filter: StreamFilter
  /** Starts, half-open. */
  readonly from: number
  readonly to: number
  /** What ends before this is not wanted. */
  readonly endsFrom: number
  readonly sorting: Sorting
  /** Where the page before ended. */
  readonly cursor: Place | undefined
  /** Takes what is found. */
  readonly best: Best
}

const rowsAtOnce = 500
const blocksAtOnce = 32

/** A stream is walked by start, whatever is sorted by: by end that is nearly the same, by a figure all have to be seen. */
const walkOf = ({ by, order }: Sorting): Stretch['order'] => (by === 'start' || by === 'end' ? order : 'ascending')

/** How much later than it starts a sample can have its key. */
const lag = ({ by }: Sorting, longest: number): number =>
  by === 'start' ? 0 : by === 'end' ? longest : Number.POSITIVE_INFINITY

/** Whether what starts here, or further on the walk, comes after all that are kept; `longest`: how long they last. */
const isBeyond = (
  { sorting }: Wanted,
  start: number,
  past: { bound: number | undefined; longest: number },
): boolean => {
  const { bound, longest } = past
  if (bound === undefined || lag(sorting, longest) === Number.POSITIVE_INFINITY) return false
  return sorting.order === 'ascending' ? start > bound : start + lag(sorting, longest) < bound
}

const isAfterCursor = ({ cursor, sorting }: Wanted, sample: Sample): boolean =>
  cursor === undefined || sorting.compareTo(sample, cursor) > 0

/** The part of the stretch that is still to be walked from a start on, the start itself included. */
const onFrom = (wanted: Wanted, start: number): Pick<Stretch, 'from' | 'to'> =>
  walkOf(wanted.sorting) === 'ascending' ? { from: start, to: wanted.to } : { from: wanted.from, to: start + 1 }

const takeSample = (wanted: Wanted, sample: Sample): void => {
  const { best, filter, from, to } = wanted
  const isIn = sample.start >= from && sample.start < to
  if (isIn && best.admits(sample) && isAfterCursor(wanted, sample) && filter.isWanted(sample)) best.add(sample)
}

function gatherRows(wanted: Wanted): void {
  const { shelf, stream, best } = wanted
  const longest = shelf.longestRow(stream)
  let [stretch, limit, seen]: [Pick<Stretch, 'from' | 'to'>, number, ReadonlySet<string>] = [
    wanted,
    rowsAtOnce,
    new Set(),
  ]
  for (;;) {
    const rows = shelf.rows(stream, { ...stretch, order: walkOf(wanted.sorting), limit })
    for (const sample of rows) if (!seen.has(sample.uuid)) takeSample(wanted, sample)
    const [first, last] = [rows[0], rows.at(-1)]
    if (rows.length < limit || first === undefined || last === undefined) return
    // More than a page of samples that begin together cannot be walked past by start; ask for more of them at once.
    if (first.start === last.start) limit *= 2
    else if (isBeyond(wanted, last.start, { bound: best.bound(), longest })) return
    stretch = onFrom(wanted, last.start)
    seen = new Set(rows.map(({ uuid }) => uuid))
  }
}

const rowsOf = (quantities: Quantities, { sorting }: Wanted): Iterable<number> => {
  const { length } = quantities.starts
  return walkOf(sorting) === 'ascending' ? quantities.starts.keys() : Array.from({ length }, (_, at) => length - 1 - at)
}

function takeRows(quantities: Quantities, wanted: Wanted, areAllWanted: boolean): void {
  const { shelf, stream, filter, best, from, to, endsFrom } = wanted
  for (const row of rowsOf(quantities, wanted)) {
    const start = quantities.starts[row] as number
    if (isBeyond(wanted, start, { bound: best.known(), longest: longestPackedMs })) return
    if (start < from || start >= to || start + (quantities.durations[row] as number) < endsFrom) continue
    if (!areAllWanted && !filter.isWantedAt(quantities, row)) continue
    const view = filter.view(quantities, row)
    if (best.admits(view) && isAfterCursor(wanted, view)) best.add(shelf.sampleAt(stream, quantities, row))
  }
}

/** Whether a block may have something that is still needed. */
const isOfUse = (block: ShelvedBlock, wanted: Wanted): boolean => {
  const { best, endsFrom, from, sorting } = wanted
  const bound = best.bound()
  const latest = sorting.by === 'end' ? block.max_end : block.last_start
  const isLate = bound === undefined || sorting.order === 'ascending' || latest >= bound
  return isLate && block.max_end >= endsFrom && block.last_start >= from
}

function gatherBlocks(wanted: Wanted): void {
  const { shelf, stream, filter, best } = wanted
  const order = walkOf(wanted.sorting)
  const reach = shelf.reach(stream)
  let [from, to] = [wanted.from - reach, wanted.to]
  for (;;) {
    const blocks = shelf.blocks(stream, { from, to, order, limit: blocksAtOnce })
    for (const block of blocks) {
      // By start, too, a block's last one may be as late as the block is long.
      const past = { bound: best.bound(), longest: reach }
      const start =
        wanted.sorting.by === 'start' && order === 'descending' ? block.first_start + reach : block.first_start
      if (isBeyond(wanted, start, past)) return
      const verdict = isOfUse(block, wanted) && filter.ofBlock(block)
      if (verdict !== false) takeRows(shelf.open(block), wanted, verdict === true)
    }
    const last = blocks.at(-1)
    if (last === undefined || blocks.length < blocksAtOnce) return
    // Two blocks of a stream never begin together.
    if (order === 'ascending') from = last.first_start + 1
    else to = last.first_start
  }
}

/** Offers the samples of a stream that are wanted, and leaves out what comes after all that are kept. */
export function gather(wanted: Wanted): void {
  const { shelf, stream, filter, from, to } = wanted
  if (filter.samples === false || from >= to) return
  gatherRows(wanted)
  if (filter.plain === false) return
  // The newest ones are in the journal, which is in memory.
  takeRows(shelf.journal(stream, from, to), wanted, filter.plain === true)
  gatherBlocks(wanted)
}
