import type { SensitivityPoint, SensitivityTest } from '../kinds/audiogram.js'
import { valenceClassification } from '../kinds/state-of-mind.js'
import type {
  AudiogramSample,
  ElectrocardiogramSample,
  HeartbeatSeriesSample,
  StateOfMindSample,
  WorkoutRouteSample,
} from '../sample.js'
import type { AudiogramPointJson, SampleJson } from './json-schema.js'

/** The kinds whose own members this file tells. */
export type OtherSample =
  | HeartbeatSeriesSample
  | WorkoutRouteSample
  | ElectrocardiogramSample
  | AudiogramSample
  | StateOfMindSample

/** What a sample of such a kind adds to the members that all have; its bulk is asked for by itself. */
type Particulars = Omit<Partial<SampleJson>, 'uuid' | 'type' | 'start' | 'end' | 'source' | 'device' | 'metadata'>

const electrocardiogramJson = ({ electrocardiogram }: ElectrocardiogramSample): Particulars => {
  const { averageHeartRate, leads, ...facts } = electrocardiogram
  return {
    ...facts,
    ...(averageHeartRate === undefined ? {} : { averageHeartRate }),
    numberOfVoltageMeasurements: leads[0]?.voltages.length ?? 0,
    leads: leads.map(({ lead }) => lead),
  }
}

const testJson = ({ clampingRange, ...test }: SensitivityTest): AudiogramPointJson['tests'][number] =>
  clampingRange === undefined ? test : { ...test, clampingRange }

const pointJson = ({ tests, ...point }: SensitivityPoint): AudiogramPointJson => ({
  ...point,
  tests: tests.map(testJson),
})

const stateOfMindJson = ({ stateOfMind }: StateOfMindSample): Particulars => {
  const { kind, valence, labels, associations } = stateOfMind
  const classification = valenceClassification(valence)
  return {
    kind,
    valence,
    ...(classification === undefined ? {} : { valenceClassification: classification }),
    labels: [...labels],
    associations: [...associations],
  }
}

/** The members that tell of the sample's kind. */
export function particularsJson(sample: OtherSample): Particulars {
  switch (sample.kind) {
    case 'heartbeatSeries':
      return { count: sample.beats.length }
    case 'workoutRoute':
      return { count: sample.locations.length, workout: sample.workoutUuid }
    case 'electrocardiogram':
      return electrocardiogramJson(sample)
    case 'audiogram':
      return { sensitivityPoints: sample.points.map(pointJson) }
    case 'stateOfMind':
      return stateOfMindJson(sample)
  }
}
