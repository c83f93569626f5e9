import type { Metadata, NewSample } from '../../health/sample.js'
import type { History } from '../archive/history.js'
import { uuidText } from '../archive/identity.js'
import type { Lane, Stream } from '../archive/streams.js'
import { decodeBlock } from '../codec/block-codec.js'
import type { SampleRow } from '../sqlite/sample-table.js'

type Body = { readonly value?: unknown; readonly metadata?: Partial<Metadata> | undefined }

/** What tells two of a source apart that begin together: sleep its case (in bed and asleep), the foods of a meal their names. */
const distinctionOf = (kind: string, { value, metadata }: Body): unknown => {
  if (kind === 'category') return value
  return kind === 'correlation' ? metadata?.foodType : undefined
}

const bodyOf = (row: SampleRow): Body => JSON.parse(row.body) as Body

const isSame = (row: SampleRow, sample: NewSample): boolean => {
  if (sample.kind !== 'category' && sample.kind !== 'correlation') return true
  return distinctionOf(sample.kind, bodyOf(row)) === distinctionOf(sample.kind, sample)
}

const deletedGeneration = (bytes: Uint8Array | null, start: number): number => {
  if (bytes === null) return -1
  const deleted = decodeBlock(bytes)
  return deleted.generations[deleted.starts.indexOf(start)] ?? -1
}

/** Whether a reading was there before: the same person, device and type (without a device: source and type) and start. */
export class Lanes {
  readonly #history: History

  constructor(history: History) {
    this.#history = history
  }

  /** The UUID of the same reading. */
  find(lane: Lane, sample: NewSample): string | undefined {
    if (this.#isAfterAll(lane, sample.start)) return undefined
    for (const stream of lane.streams) {
      const found = this.#packedUuid(stream, sample.start) ?? this.#rowUuid(stream, sample)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** How often a packed quantity of this stream and start was deleted. */
  generation(stream: Stream, start: number): number {
    const { tombstones } = this.#history.tables
    const generations = tombstones.covering(stream.id, start).map((row) => deletedGeneration(row.quantities, start))
    return Math.max(0, ...generations.map((generation) => generation + 1))
  }

  #isAfterAll(lane: Lane, start: number): boolean {
    if (Number.isNaN(lane.highWater))
      lane.highWater = Math.max(...lane.streams.map((stream) => this.#highWater(stream)))
    return start > lane.highWater
  }

  #highWater(stream: Stream): number {
    const { samples, streams, tombstones } = this.#history.tables
    const marks = [streams.highWater(stream.id), samples.lastStart(stream.id), tombstones.lastStart(stream.id)]
    const { starts } = this.#history.journal.starting(stream, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    const inJournal = starts.at(-1) ?? Number.NEGATIVE_INFINITY
    return marks.reduce((most: number, mark) => Math.max(most, mark ?? most), inJournal)
  }

  #packedUuid(stream: Stream, start: number): string | undefined {
    const quantity = this.#history.packed(stream, start)
    return quantity && this.#history.identity.uuid(stream.id, start, quantity.generation)
  }

  #rowUuid(stream: Stream, sample: NewSample): string | undefined {
    const rows = this.#history.tables.samples.byStart(stream.id, sample.start)
    const same = rows.find((row) => isSame(row, sample))
    return same && uuidText(same.uuid)
  }
}
