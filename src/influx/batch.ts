import { bytesOf, type Lines } from './protocol/line-batch.js'
import type { Writer } from './writer.js'

/** What became of lines: kept by the server, or refused by it for good. */
export interface Written {
  readonly written: number
  readonly refused: number
  readonly batches: number
}

const none: Written = { written: 0, refused: 0, batches: 0 }

const sum = (a: Written, b: Written): Written => ({
  written: a.written + b.written,
  refused: a.refused + b.refused,
  batches: a.batches + b.batches,
})

/**
 * Writes a batch. A point that the server does not take must not hold up the others for ever: a refused batch is
 * halved until the point is alone.
 */
export const writeBatch = (writer: Writer, lines: Lines): Promise<Written> =>
  writeSome(writer, lines, { from: 0, to: lines.ends.length })

interface Stretch {
  readonly from: number
  readonly to: number
}

async function writeSome(writer: Writer, lines: Lines, { from, to }: Stretch): Promise<Written> {
  if (from === to) return none
  const answer = await writer.write(bytesOf(lines, from, to))
  if (answer.kind === 'written') return { written: to - from, refused: 0, batches: 1 }
  if (answer.kind === 'dropped') return partly(to - from, answer.points)
  if (to - from === 1) return partly(1, 1)
  const middle = Math.ceil((from + to) / 2)
  const first = await writeSome(writer, lines, { from, to: middle })
  return sum({ ...none, batches: 1 }, sum(first, await writeSome(writer, lines, { from: middle, to })))
}

const partly = (points: number, dropped: number): Written => {
  const refused = Math.min(points, dropped)
  return { written: points - refused, refused, batches: 1 }
}
