import type { Span } from '../../health/clock.js'
import type { Sample } from '../../health/sample.js'
import type { Statistics } from '../../health/statistics.js'
import { noQuantities, pickRows, type Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { CollectionQuery } from '../health-store.js'
import { planOf } from './plan.js'
import type { Shelf, ShelvedBlock } from './shelf.js'
import { statisticsIn } from './statistics.js'

/** The first item whose start is not before `from`, in items ordered by start. */
const firstFrom = (count: number, startAt: (at: number) => number, from: number): number => {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (startAt(middle) >= from) high = middle
    else low = middle + 1
  }
  return low
}

const between = <Item>(
  items: readonly Item[],
  startOf: (item: Item) => number,
  { start, end }: Span,
): readonly Item[] => {
  const startAt = (at: number): number => startOf(items[at] as Item)
  return items.slice(firstFrom(items.length, startAt, start), firstFrom(items.length, startAt, end))
}

const quantitiesBetween = (quantities: Quantities, { start, end }: Span): Quantities => {
  const { starts } = quantities
  const startAt = (at: number): number => starts[at] as number
  const from = firstFrom(starts.length, startAt, start)
  const to = firstFrom(starts.length, startAt, end)
  return from === to
    ? noQuantities
    : pickRows(
        quantities,
        Array.from({ length: to - from }, (_, at) => from + at),
      )
}

/** What a stream has in all of the spans, looked up once. */
interface Pile {
  readonly blocks: readonly ShelvedBlock[]
  readonly rows: readonly Sample[]
  readonly journal: Quantities
  readonly longestRow: number
  readonly reach: number
}

const everything = 2 ** 31 - 1

const pileOf = (shelf: Shelf, stream: Stream, { start, end }: Span): Pile => {
  const [longestRow, reach] = [shelf.longestRow(stream), shelf.reach(stream)]
  const stretch = { to: end, order: 'ascending', limit: everything } as const
  return {
    blocks: shelf.blocks(stream, { ...stretch, from: start - reach }),
    rows: shelf.rows(stream, { ...stretch, from: start - longestRow }),
    journal: shelf.journal(stream, Number.NEGATIVE_INFINITY, end),
    longestRow,
    reach,
  }
}

/** A shelf that looks every stream up once for a whole span, because a year of hours asks nearly 9,000 times. */
const piledShelf = (shelf: Shelf, whole: Span): Shelf => {
  const piles = new Map<number, Pile>()
  const pile = (stream: Stream): Pile => {
    const present = piles.get(stream.id) ?? pileOf(shelf, stream, whole)
    piles.set(stream.id, present)
    return present
  }
  return {
    ...shelf,
    blocks: (stream, { from, to }) =>
      between(pile(stream).blocks, (block) => block.first_start, { start: from, end: to }),
    rows: (stream, { from, to }) => between(pile(stream).rows, (row) => row.start, { start: from, end: to }),
    journal: (stream, from, to) => quantitiesBetween(pile(stream).journal, { start: from, end: to }),
    longestRow: (stream) => pile(stream).longestRow,
    reach: (stream) => pile(stream).reach,
  }
}

/** The span from the first start to the last end. */
const hullOf = (spans: readonly Span[]): Span => ({
  start: spans.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY),
  end: spans.reduce((last, { end }) => Math.max(last, end), Number.NEGATIVE_INFINITY),
})

/** The statistics of each span, in their order. */
export function collectionOf(shelf: Shelf, user: string, query: CollectionQuery): readonly (Statistics | undefined)[] {
  const { spans, window, ...rest } = query
  const hull = hullOf(spans)
  const plan = planOf(shelf, user, { ...rest, ...(window ?? hull) })
  const piled = piledShelf(shelf, hull)
  return spans.map((span) => statisticsIn(piled, plan, span))
}
