import type { Electrocardiogram, ElectrocardiogramLead } from '../../health/kinds/electrocardiogram.js'
import type { Metadata, NewSample, NewSeriesSample, Sample } from '../../health/sample.js'
import { decodeBlock, encodeBlock, fitsBlock } from './block-codec.js'
import {
  decodeBeats,
  decodeLocations,
  decodeVoltages,
  encodeBeats,
  encodeLocations,
  encodeVoltages,
} from './bulk-codec.js'

/** What is particular to a sample: JSON of its metadata and members, and what it holds by the thousand, packed. */
export interface SampleBody {
  readonly body: string
  readonly quantities: Uint8Array | null
}

const packSeries = ({ times, ends, values }: NewSeriesSample): Uint8Array | null => {
  const none = times.map(() => 0)
  const durations = ends === undefined ? none : ends.map((end, row) => end - (times[row] as number))
  const quantities = { starts: times, durations, values, seqs: none, generations: none }
  return fitsBlock(quantities) ? encodeBlock(quantities) : null
}

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

const withLeadNames = ({ leads, ...electrocardiogram }: Electrocardiogram): object => ({
  electrocardiogram,
  leads: leads.map(({ lead }) => lead),
})

/** The members of the sample's kind that are not packed. */
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
      return withLeadNames(sample.electrocardiogram)
    case 'audiogram':
      return { points: sample.points }
    case 'stateOfMind':
      return { stateOfMind: sample.stateOfMind }
    default:
      return {}
  }
}

export function encodeBody(sample: NewSample): SampleBody {
  const quantities = pack(sample)
  const body = JSON.stringify({ metadata: sample.metadata, ...particulars(sample, quantities !== null) })
  return { body, quantities }
}

// The body was checked before it was saved, and only this file writes and reads it.
type Members = { readonly metadata: Metadata } & Readonly<Record<string, unknown>>

const seriesOf = (bytes: Uint8Array): object => {
  const { starts, durations, values } = decodeBlock(bytes)
  const areInstants = durations.every((duration) => duration === 0)
  const ends = starts.map((start, row) => start + (durations[row] as number))
  return { times: starts, ...(areInstants ? {} : { ends }), values }
}

const electrocardiogramOf = (bytes: Uint8Array, { electrocardiogram, leads }: Members): object => ({
  electrocardiogram: {
    ...(electrocardiogram as Omit<Electrocardiogram, 'leads'>),
    leads: decodeVoltages(bytes, leads as readonly ElectrocardiogramLead[]),
  },
})

const unpack = (kind: Sample['kind'], bytes: Uint8Array, members: Members): object => {
  if (kind === 'heartbeatSeries') return { beats: decodeBeats(bytes) }
  if (kind === 'workoutRoute') return { locations: decodeLocations(bytes) }
  return kind === 'electrocardiogram' ? electrocardiogramOf(bytes, members) : seriesOf(bytes)
}

/** The metadata and the members of a sample of this kind; `databaseInaccessible` when the bytes are none of its. */
export function decodeBody(kind: Sample['kind'], { body, quantities }: SampleBody): { readonly metadata: Metadata } {
  const members = JSON.parse(body) as Members
  const { leads: _, ...own } = members
  return { ...own, ...(quantities === null ? {} : unpack(kind, quantities, members)) }
}
