import { figures, type NewBlock } from '../sqlite/series-table.js'

/** Blocks as columns, which can go from thread to thread without being copied. */
export interface PackedBlocks {
  /** Of each block its stream, the length of its bytes, and its figures; NaN stands for null. */
  readonly numbers: Float64Array<ArrayBuffer>
  /** The packed quantities of all of them, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

const width = figures.length + 2

export function packBlocks(blocks: readonly NewBlock[]): PackedBlocks {
  const numbers = new Float64Array(blocks.length * width)
  const bytes = new Uint8Array(blocks.reduce((sum, { quantities }) => sum + quantities.length, 0))
  let [at, place] = [0, 0]
  for (const block of blocks) {
    numbers[at] = block.stream
    numbers[at + 1] = block.quantities.length
    figures.forEach((figure, column) => {
      numbers[at + 2 + column] = block[figure] ?? Number.NaN
    })
    bytes.set(block.quantities, place)
    at += width
    place += block.quantities.length
  }
  return { numbers, bytes }
}

// Spelled out, because there are many and an object made from a list of names is slow to make and to read.
const summaryAt = (numbers: Float64Array, at: number): Omit<NewBlock, 'stream' | 'quantities'> => {
  const cell = (column: number): number => numbers[at + column] as number
  const counted = cell(16)
  return {
    first_start: cell(0),
    last_start: cell(1),
    last_end: cell(2),
    max_end: cell(3),
    first_seq: cell(4),
    last_seq: cell(5),
    count: cell(6),
    minimum: cell(7),
    maximum: cell(8),
    sum: cell(9),
    weighted: cell(10),
    weight: cell(11),
    covered: cell(12),
    last_value: cell(13),
    recent_start: cell(14),
    recent_value: cell(15),
    counted: Number.isNaN(counted) ? null : counted,
  }
}

export function unpackBlocks({ numbers, bytes }: PackedBlocks): readonly NewBlock[] {
  const blocks: NewBlock[] = []
  for (let at = 0, place = 0; at < numbers.length; at += width) {
    const end = place + (numbers[at + 1] as number)
    const [stream, quantities] = [numbers[at] as number, bytes.subarray(place, end)]
    blocks.push({ ...summaryAt(numbers, at + 2), stream, quantities })
    place = end
  }
  return blocks
}
