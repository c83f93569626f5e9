import type { History } from '../archive/history.js'
import { type Quantities, sliceRows } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'

const hourMs = 3_600_000
const dayMs = 86_400_000
const mostInOne = 4_096
// A block of fewer would be mostly its own columns, so sparse streams get blocks of up to a day.
const fewInOne = 240

/** Where the next block begins: blocks end with an hour, because that is where most questions do, too. */
const endOfBlock = (starts: readonly number[], from: number): number => {
  const first = starts[from] as number
  const hour = Math.floor(first / hourMs)
  for (let row = from + 1; row < starts.length; row += 1) {
    const start = starts[row] as number
    const count = row - from
    const isFull = count >= mostInOne || start - first >= dayMs
    if (isFull || (count >= fewInOne && Math.floor(start / hourMs) > hour && isNewHour(starts, row))) return row
  }
  return starts.length
}

const isNewHour = (starts: readonly number[], row: number): boolean =>
  Math.floor((starts[row] as number) / hourMs) > Math.floor((starts[row - 1] as number) / hourMs)

/** Quantities by start, cut into blocks. */
function* cutIntoBlocks(quantities: Quantities): Generator<Quantities> {
  const { starts } = quantities
  let from = 0
  while (from < starts.length) {
    const to = endOfBlock(starts, from)
    yield sliceRows(quantities, from, to)
    from = to
  }
}

/** The blocks of all streams, in the order that the feed relies on: by stream and start. */
export function* blocksUpTo(
  history: History,
  upto: number,
): Generator<{ readonly stream: Stream; readonly quantities: Quantities }> {
  for (const stream of history.streams.all()) {
    if (!history.journal.holds(stream)) continue
    for (const quantities of cutIntoBlocks(history.journal.upTo(stream, upto))) yield { stream, quantities }
  }
}
