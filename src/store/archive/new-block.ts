import { encodeBlock } from '../codec/block-codec.js'
import type { NewBlock } from '../sqlite/series-table.js'
import type { Quantities } from './quantities.js'
import type { Stream } from './streams.js'
import { summarize } from './summary.js'

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
    stream: stream.id,
    first_seq: least,
    last_seq: most,
    quantities: encodeBlock(quantities),
  }
}
