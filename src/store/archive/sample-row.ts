import type { NewSample, Sample } from '../../health/sample.js'
import { decodeBlock, encodeBlock, fitsBlock } from '../codec/block-codec.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import { uuidBytes, uuidText } from './identity.js'
import type { StreamKey } from './streams.js'

type NewMember = Extract<NewSample, { kind: 'correlation' }>['objects'][number]

/** The members of a correlation that is about to be saved; [] for any other sample. */
export const membersOf = (sample: NewSample): readonly NewMember[] =>
  sample.kind === 'correlation' ? sample.objects : []

/** Where a row belongs that is about to be written. */
export interface RowPlace {
  readonly id: number
  readonly uuid: string
  readonly stream: number
  readonly correlation?: Uint8Array | undefined
}

const packSeries = (sample: NewSample): Uint8Array | null => {
  if (sample.kind !== 'series') return null
  const none = sample.times.map(() => 0)
  const quantities = { starts: sample.times, durations: none, values: sample.values, seqs: none, generations: none }
  return fitsBlock(quantities) ? encodeBlock(quantities) : null
}

/** What is particular to the sample's kind and does not rest in a column. */
const particulars = (sample: NewSample, packed: boolean): object => {
  if (sample.kind === 'quantity' || sample.kind === 'category') return { value: sample.value }
  if (sample.kind === 'series') return packed ? {} : { times: sample.times, values: sample.values }
  return sample.kind === 'workout' ? { workout: sample.workout } : {}
}

/** The row of a sample that is no packed quantity. */
export function sampleRow(sample: NewSample, place: RowPlace): SampleRow {
  const quantities = packSeries(sample)
  const { syncIdentifier, syncVersion } = sample.metadata
  return {
    id: place.id,
    uuid: uuidBytes(place.uuid),
    stream: place.stream,
    kind: sample.kind,
    start: sample.start,
    end: sample.end,
    correlation: place.correlation ?? null,
    sync_identifier: typeof syncIdentifier === 'string' ? syncIdentifier : null,
    sync_version: typeof syncVersion === 'number' ? syncVersion : null,
    body: JSON.stringify({ metadata: sample.metadata, ...particulars(sample, quantities !== null) }),
    quantities,
  }
}

// The body was checked before it was saved, and only this file writes and reads it.
type Body = { readonly metadata: Sample['metadata'] } & Readonly<Record<string, unknown>>

const seriesOf = (row: SampleRow): object => {
  if (row.quantities === null) return {}
  const { starts, values } = decodeBlock(row.quantities)
  return { times: starts, values }
}

/** The sample of a row. `members` are the rows of a correlation's objects, each with its stream. */
export function sampleOf(row: SampleRow, stream: StreamKey, objects: readonly Sample[] = []): Sample {
  const { metadata, ...own } = JSON.parse(row.body) as Body
  return {
    uuid: uuidText(row.uuid),
    kind: row.kind,
    type: stream.type,
    start: row.start,
    end: row.end,
    source: stream.source,
    ...(stream.device === undefined ? {} : { device: stream.device }),
    metadata,
    ...own,
    ...seriesOf(row),
    ...(row.kind === 'correlation' ? { objects } : {}),
  } as Sample
}
