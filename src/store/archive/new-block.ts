import { encodeBlock } from '../codec/block-codec.js'
import type { NewBlock } from '../sqlite/series-table.js'
import type { Quantities } from './quantities.js'
import type { Stream } from './streams.js'
import { summarize } from './summary.js'

/** The block of these quantities, with its figures. */
export function newBlock(stream: Stream, quantities: Quantities): NewBlock {
  const { seqs } = quantities
  const summary = summarize(stream.type, quantities)
  return {
    ...summary,
    stream: stream.id,
    first_seq: seqs.reduce((least, seq) => Math.min(least, seq), Number.POSITIVE_INFINITY),
    last_seq: seqs.reduce((most, seq) => Math.max(most, seq), 0),
    quantities: encodeBlock(quantities),
  }
}
