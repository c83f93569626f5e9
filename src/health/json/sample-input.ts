import type { z } from 'zod'
import type {
  NewCorrelationSample,
  NewElectrocardiogramSample,
  NewSample,
  NewWorkoutRouteSample,
  NewWorkoutSample,
} from '../sample.js'
import { distantFuture } from '../time.js'
import type { readingSchema } from './reading-schema.js'

/** A sample as it is given to be saved: a value in any unit of its type, times as ISO 8601 or epoch milliseconds. */
export type SampleInput = z.input<typeof readingSchema>

/** A sample made in code that can be given to be saved: workouts are made by their sessions. */
export type MadeSample = Exclude<NewSample, NewWorkoutSample>

type Members = Readonly<Record<string, unknown>>

const objectsOf = ({ objects }: NewCorrelationSample): Members => ({
  objects: objects.map(({ kind: _, ...object }) => present(object)),
})

const routeOf = ({ workoutUuid, locations }: NewWorkoutRouteSample): Members => ({ workout: workoutUuid, locations })

const electrocardiogramOf = ({ electrocardiogram }: NewElectrocardiogramSample): Members => {
  const { leads, ...facts } = electrocardiogram
  return { ...facts, voltages: Object.fromEntries(leads.map(({ lead, voltages }) => [lead, voltages])) }
}

/** The members that tell of the sample's kind. */
function particularsOf(sample: MadeSample): Members {
  switch (sample.kind) {
    case 'quantity':
      return { value: sample.value }
    case 'series':
      return { times: sample.times, ends: sample.ends, values: sample.values }
    case 'category':
      return { value: sample.value, hasUndeterminedDuration: sample.end === distantFuture ? true : undefined }
    case 'correlation':
      return objectsOf(sample)
    case 'heartbeatSeries':
      return { beats: sample.beats }
    case 'workoutRoute':
      return routeOf(sample)
    case 'electrocardiogram':
      return electrocardiogramOf(sample)
    case 'audiogram':
      return { sensitivityPoints: sample.points }
    case 'stateOfMind':
      return { ...sample.stateOfMind }
  }
}

const present = (members: object): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

/** A sample that a builder made, as it is given to be saved. What is read of it is the sample again. */
export const sampleInput = (sample: MadeSample): SampleInput => {
  const { type, start, end, source, device, uuid, timeZone, metadata } = sample
  const facts = { type, start, end, source, device, uuid, timeZone, metadata }
  // The rules that made the sample are those that the schema tells.
  return present({ ...facts, ...particularsOf(sample) }) as SampleInput
}

const kinds: ReadonlySet<unknown> = new Set<MadeSample['kind']>([
  'quantity',
  'series',
  'category',
  'correlation',
  'heartbeatSeries',
  'workoutRoute',
  'electrocardiogram',
  'audiogram',
  'stateOfMind',
])

const isMade = (sample: SampleInput | MadeSample): sample is MadeSample => 'kind' in sample && kinds.has(sample.kind)

/** Samples in either form, as they are given to be saved. */
export const sampleInputs = (samples: SavedSamples): readonly SampleInput[] =>
  [samples].flat().map((sample) => (isMade(sample) ? sampleInput(sample) : sample))

/** One sample or many, as they are written or as a builder made them. */
export type SavedSamples = SampleInput | MadeSample | readonly (SampleInput | MadeSample)[]
