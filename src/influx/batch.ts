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
export async function writeBatch(writer: Writer, lines: readonly string[]): Promise<Written> {
  if (lines.length === 0) return none
  const answer = await writer.write(lines.join('\n'))
  if (answer.kind === 'written') return { written: lines.length, refused: 0, batches: 1 }
  if (answer.kind === 'dropped') return partly(lines.length, answer.points)
  if (lines.length === 1) return partly(1, 1)
  const middle = Math.ceil(lines.length / 2)
  const first = await writeBatch(writer, lines.slice(0, middle))
  return sum({ ...none, batches: 1 }, sum(first, await writeBatch(writer, lines.slice(middle))))
}

const partly = (points: number, dropped: number): Written => {
  const refused = Math.min(points, dropped)
  return { written: points - refused, refused, batches: 1 }
}
