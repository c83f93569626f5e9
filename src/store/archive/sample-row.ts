import type { Electrocardiogram, ElectrocardiogramLead } from '../../health/kinds/electrocardiogram.js'
import type { NewSample, NewSeriesSample, Sample } from '../../health/sample.js'
import { decodeBlock, encodeBlock, fitsBlock } from '../codec/block-codec.js'
import {
  decodeBeats,
  decodeLocations,
  decodeVoltages,
  encodeBeats,
  encodeLocations,
  encodeVoltages,
} from '../codec/bulk-codec.js'
import type { SampleRow } from '../sqlite/sample-table.js'
import { uuidBytes, uuidText } from './identity.js'
import type { Stream } from './streams.js'

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

const packSeries = ({ times, ends, values }: NewSeriesSample): Uint8Array | null => {
  const none = times.map(() => 0)
  const durations = ends === undefined ? none : ends.map((end, row) => end - (times[row] as number))
  const quantities = { starts: times, durations, values, seqs: none, generations: none }
  return fitsBlock(quantities) ? encodeBlock(quantities) : null
}

/** What a sample holds by the thousand, as bytes; null when there is no such thing, or it cannot be packed. */
const pack = (sample: NewSample): Uint8Array | null => {
  switch (sample.kind) {
    case 'series':
      return packSeries(sample)
    case 'heartbeatSeries':
      return encodeBeats(sample.beats)
    case 'workoutRoute':
      return encodeLocations(sample.locations)
    case 'electrocardiogram':
      return encodeVoltages(sample.electrocardiogram.leads)
    default:
      return null
  }
}

const leadNames = (electrocardiogram: Electrocardiogram): object => {
  const { leads, ...facts } = electrocardiogram
  return { electrocardiogram: facts, leads: leads.map(({ lead }) => lead) }
}

/** What is particular to the sample's kind and does not rest in a column. */
const particulars = (sample: NewSample, packed: boolean): object => {
  switch (sample.kind) {
    case 'quantity':
    case 'category':
      return { value: sample.value }
    case 'series':
      return packed ? {} : { times: sample.times, ends: sample.ends, values: sample.values }
    case 'workout':
      return { workout: sample.workout }
    case 'workoutRoute':
      return { workoutUuid: sample.workoutUuid }
    case 'electrocardiogram':
      return leadNames(sample.electrocardiogram)
    case 'audiogram':
      return { points: sample.points }
    case 'stateOfMind':
      return { stateOfMind: sample.stateOfMind }
    default:
      return {}
  }
}

/** The row of a sample that is no packed quantity. */
export function sampleRow(sample: NewSample, place: RowPlace): SampleRow {
  const quantities = pack(sample)
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

const seriesOf = (bytes: Uint8Array): object => {
  const { starts, durations, values } = decodeBlock(bytes)
  const areInstants = durations.every((duration) => duration === 0)
  const ends = starts.map((start, row) => start + (durations[row] as number))
  return { times: starts, ...(areInstants ? {} : { ends }), values }
}

const electrocardiogramOf = (bytes: Uint8Array, { electrocardiogram, leads }: Body): object => ({
  electrocardiogram: {
    ...(electrocardiogram as Omit<Electrocardiogram, 'leads'>),
    leads: decodeVoltages(bytes, leads as readonly ElectrocardiogramLead[]),
  },
})

/** What `pack` made bytes of. */
const unpack = ({ kind, quantities }: SampleRow, body: Body): object => {
  if (quantities === null) return {}
  if (kind === 'heartbeatSeries') return { beats: decodeBeats(quantities) }
  if (kind === 'workoutRoute') return { locations: decodeLocations(quantities) }
  return kind === 'electrocardiogram' ? electrocardiogramOf(quantities, body) : seriesOf(quantities)
}

/** The sample of a row. `members` are the rows of a correlation's objects, each with its stream. */
export function sampleOf(row: SampleRow, stream: Stream, objects: readonly Sample[] = []): Sample {
  const body = JSON.parse(row.body) as Body
  const { metadata, leads: _, ...own } = body
  return {
    uuid: uuidText(row.uuid),
    kind: row.kind,
    type: stream.type,
    start: row.start,
    end: row.end,
    source: stream.source,
    ...(stream.device === undefined ? {} : { device: stream.device }),
    ...(stream.provenance.timeZone === undefined ? {} : { timeZone: stream.provenance.timeZone }),
    metadata,
    ...own,
    ...unpack(row, body),
    ...(row.kind === 'correlation' ? { objects } : {}),
  } as Sample
}
