import type { Sample } from '../../health/sample.js'
import type { Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { Shelf, ShelvedBlock, Stretch } from './shelf.js'

/** What to gather of a stream. */
export interface Wanted {
  /** Starts, half-open. */
  readonly from: number
  readonly to: number
  readonly order: 'ascending' | 'descending'
  /** Enough; those that start together with the last one are gathered too. */
  readonly count: number
  /** What ends before this is not wanted. */
  readonly endsFrom: number
  readonly isWanted: (sample: Sample) => boolean
}

const rowsAtOnce = 500
const blocksAtOnce = 32

/** The start of the `count`th of those gathered, beyond which nothing more is needed. */
const boundOf = (samples: readonly Sample[], { order, count, from, to }: Wanted): number => {
  const sorted = samples.map((sample) => sample.start).sort((a, b) => (order === 'ascending' ? a - b : b - a))
  return sorted[count - 1] ?? (order === 'ascending' ? to : from)
}

/** The part of the stretch that lies beyond a start, the start itself included. */
const beyond = (wanted: Wanted, start: number): Pick<Stretch, 'from' | 'to'> =>
  wanted.order === 'ascending' ? { from: start, to: wanted.to } : { from: wanted.from, to: start + 1 }

function gatherRows(shelf: Shelf, stream: Stream, wanted: Wanted): Sample[] {
  const found = new Map<string, Sample>()
  let [stretch, limit]: [Pick<Stretch, 'from' | 'to'>, number] = [wanted, rowsAtOnce]
  for (;;) {
    const rows = shelf.rows(stream, { ...stretch, order: wanted.order, limit })
    for (const sample of rows) if (wanted.isWanted(sample)) found.set(sample.uuid, sample)
    const last = rows.at(-1)
    if (rows.length < limit || last === undefined) return [...found.values()]
    const first = rows[0] as Sample
    // More than a page of samples that begin together cannot be walked past by start; ask for more of them at once.
    if (first.start === last.start) limit *= 2
    else if (found.size >= wanted.count && isFull(found, last, wanted)) return [...found.values()]
    stretch = beyond(wanted, last.start)
  }
}

// Enough are found, and the last one read starts beyond the last one needed, so none that starts with it is missing.
const isFull = (found: ReadonlyMap<string, Sample>, last: Sample, wanted: Wanted): boolean => {
  const bound = boundOf([...found.values()], wanted)
  return wanted.order === 'ascending' ? last.start > bound : last.start < bound
}

type Bound = Pick<Wanted, 'order'> & { readonly bound: number }

/** Whether no block from this one on can hold what is still needed, given how far apart its starts can be. */
const isDone = (block: ShelvedBlock, reach: number, { order, bound }: Bound): boolean =>
  order === 'ascending' ? block.first_start > bound : block.first_start + reach < bound

const isOfUse = (block: ShelvedBlock, bound: number, { order, from, endsFrom }: Wanted): boolean =>
  block.max_end >= endsFrom && block.last_start >= (order === 'ascending' ? from : bound)

function takeRows(source: { shelf: Shelf; stream: Stream; quantities: Quantities }, wanted: Wanted): Sample[] {
  const { shelf, stream, quantities } = source
  return [...quantities.starts.keys()].flatMap((row) => {
    const [start, duration] = [quantities.starts[row] as number, quantities.durations[row] as number]
    if (start < wanted.from || start >= wanted.to || start + duration < wanted.endsFrom) return []
    const sample = shelf.sampleAt(stream, quantities, row)
    return wanted.isWanted(sample) ? [sample] : []
  })
}

function gatherBlocks(shelf: Shelf, stream: Stream, wanted: Wanted): Sample[] {
  const { order } = wanted
  const found: Sample[] = []
  const reach = shelf.reach(stream)
  let [from, to] = [wanted.from - reach, wanted.to]
  for (;;) {
    const blocks = shelf.blocks(stream, { from, to, order, limit: blocksAtOnce })
    for (const block of blocks) {
      const bound = boundOf(found, wanted)
      if (isDone(block, reach, { order, bound })) return found
      if (!isOfUse(block, bound, wanted)) continue
      found.push(...takeRows({ shelf, stream, quantities: shelf.open(block) }, wanted))
    }
    const last = blocks.at(-1)
    if (last === undefined || blocks.length < blocksAtOnce) return found
    // Two blocks of a stream never begin together.
    if (order === 'ascending') from = last.first_start + 1
    else to = last.first_start
  }
}

/** At least the first `count` wanted samples of a stream in the wanted order (if there are so many), and maybe more. */
export function gather(shelf: Shelf, stream: Stream, wanted: Wanted): readonly Sample[] {
  const quantities = shelf.journal(stream, wanted.from, wanted.to)
  return [
    ...gatherRows(shelf, stream, wanted),
    ...gatherBlocks(shelf, stream, wanted),
    ...takeRows({ shelf, stream, quantities }, wanted),
  ]
}
