import { encodeBlock } from '../codec/block-codec.js'
import type { NewBlock } from '../sqlite/series-table.js'
import type { Quantities } from './quantities.js'
import type { Stream } from './streams.js'
import { areApart, countedOnce, isCumulative, type Summary, summarize } from './summary.js'

// Equal to the sum says that nothing overlaps, so where it is by chance it is left to be worked out.
const countedOf = (stream: Stream, quantities: Quantities, { sum }: Summary): number | null => {
  if (!isCumulative(stream.type)) return null
  if (areApart(quantities)) return sum
  const counted = countedOnce(quantities)
  return counted === sum ? null : counted
}

/** The block of these quantities, with its figures. */
export function newBlock(stream: Stream, quantities: Quantities): NewBlock {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const seq of quantities.seqs) {
    least = Math.min(least, seq)
    most = Math.max(most, seq)
  }
  const summary = summarize(stream.type, quantities)
  return {
    ...summary,
    counted: countedOf(stream, quantities, summary),
    stream: stream.id,
    first_seq: least,
    last_seq: most,
    quantities: encodeBlock(quantities),
  }
}
