import type { Sample } from '../../health/sample.js'
import type { Quantities } from '../archive/quantities.js'
import type { Stream } from '../archive/streams.js'
import type { StatisticsQuery } from '../health-store.js'
import type { ShelvedBlock } from './shelf.js'
import { isInWindow } from './window.js'

/** What a condition says of a stream's packed quantities, which differ in their times and values alone. */
export interface StreamTest {
  /** Whether it holds for all in a block, as far as the block's figures tell. */
  holdsForAll(block: ShelvedBlock): boolean
  /** Undefined when it holds for all of the stream. */
  readonly holds: ((quantities: Quantities, row: number) => boolean) | undefined
}

/** A condition on samples. */
export interface SampleTest {
  packed(stream: Stream): StreamTest | 'none'
  row(sample: Sample): boolean
}

const anything: SampleTest = { packed: () => ({ holdsForAll: () => true, holds: undefined }), row: () => true }

/** What a query asks of samples besides type, source, device and an overlap with its window. */
export function sampleTestOf(query: StatisticsQuery): SampleTest {
  const { start, end, strict } = query
  if (strict === undefined || strict.length === 0) return anything
  const holds = (from: number, to: number): boolean => isInWindow({ start: from, end: to }, { start, end, strict })
  return {
    packed: () => ({
      holdsForAll: ({ first_start, last_start, max_end }) =>
        holds(first_start, first_start) && holds(last_start, max_end),
      holds: ({ starts, durations }, row) => {
        const from = starts[row] as number
        return holds(from, from + (durations[row] as number))
      },
    }),
    row: (sample) => holds(sample.start, sample.end),
  }
}
