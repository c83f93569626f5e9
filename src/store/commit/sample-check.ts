import { type Fault, invalidArgument } from '../../health/error.js'
import type { SensitivityPoint } from '../../health/kinds/audiogram.js'
import type { Electrocardiogram } from '../../health/kinds/electrocardiogram.js'
import type { NewSample, NewSeriesSample, NewWorkoutRouteSample } from '../../health/sample.js'
import { findType, quantityTypes } from '../../health/type.js'
import { isUuid } from '../../health/uuid.js'
import { membersOf } from '../archive/sample-row.js'
import { mostInSheet } from '../codec/sheet-codec.js'
import { mostRows } from './pending.js'
import { isPlain } from './plain-quantity.js'

// The edge has checked samples against every rule; this is what the file could not hold or give back.

const areFinite = (values: readonly number[]): boolean => values.every(Number.isFinite)

const isSoundSeries = ({ times, ends = times, values }: NewSeriesSample): boolean =>
  times.length === values.length &&
  ends.length === times.length &&
  [times, ends, values].every(areFinite) &&
  ends.every((end, row) => end >= (times[row] as number))

const isKnown = (value: number | undefined): boolean => value === undefined || Number.isFinite(value)

const isSoundRoute = ({ locations, workoutUuid }: NewWorkoutRouteSample): boolean =>
  isUuid(workoutUuid) &&
  locations.length <= mostInSheet &&
  locations.every((location) => Number.isFinite(location.time) && Object.values(location).every(isKnown))

const isSoundElectrocardiogram = ({ leads, averageHeartRate, samplingFrequency }: Electrocardiogram): boolean =>
  areFinite([samplingFrequency, averageHeartRate ?? 0]) &&
  leads.every(({ voltages }) => voltages.length === leads[0]?.voltages.length && areFinite(voltages)) &&
  (leads[0]?.voltages.length ?? 0) <= mostInSheet

const isSoundPoint = ({ tests, ...point }: SensitivityPoint): boolean =>
  Object.values(point).every(isKnown) && areFinite(tests.map(({ sensitivity }) => sensitivity))

const hasFiniteValues = (sample: NewSample): boolean => {
  switch (sample.kind) {
    case 'quantity':
    case 'category':
      return Number.isFinite(sample.value)
    case 'series':
      return isSoundSeries(sample)
    case 'heartbeatSeries':
      return sample.beats.length <= mostInSheet && areFinite(sample.beats.map(({ timeSinceStart }) => timeSinceStart))
    case 'workoutRoute':
      return isSoundRoute(sample)
    case 'electrocardiogram':
      return isSoundElectrocardiogram(sample.electrocardiogram)
    case 'audiogram':
      return sample.points.every(isSoundPoint)
    case 'stateOfMind':
      return Number.isFinite(sample.stateOfMind.valence)
    default:
      return true
  }
}

const familyOf = (sample: NewSample): string => (sample.kind === 'series' ? 'quantity' : sample.kind)

const faultOf = (sample: NewSample): string | undefined => {
  if (!(Number.isFinite(sample.start) && Number.isFinite(sample.end) && sample.start <= sample.end)) {
    return 'ends before it starts, or has no time'
  }
  if (!hasFiniteValues(sample)) return 'has a value that is no finite number'
  if (sample.uuid !== undefined && !(isUuid(sample.uuid) && sample.uuid === sample.uuid.toLowerCase())) {
    return 'has a UUID that is none'
  }
  return findType(sample.type)?.family === familyOf(sample) ? undefined : 'is of an unknown type'
}

const quantityNames: ReadonlySet<string> = new Set(quantityTypes.map(({ name }) => name))

// Almost all samples are plain quantities, of which almost nothing can be wrong.
const isSoundQuantity = (sample: NewSample): boolean =>
  sample.kind === 'quantity' &&
  quantityNames.has(sample.type) &&
  sample.uuid === undefined &&
  Number.isFinite(sample.value) &&
  Number.isFinite(sample.start) &&
  sample.end < Number.POSITIVE_INFINITY &&
  sample.start <= sample.end

const faultsAt = (sample: NewSample, pointer: string): Fault[] => {
  const message = faultOf(sample)
  const own = message === undefined ? [] : [{ pointer, message }]
  if (sample.kind !== 'correlation') return own
  return [...own, ...sample.objects.flatMap((object, at) => faultsAt(object, `${pointer}/objects/${at}`))]
}

const tooMany = (): Error => invalidArgument(`more than ${mostRows} samples of a batch need a row of their own`)

/** Fails with `invalidArgument` when a sample cannot be kept; says how many rows of their own the samples take. */
export function checkSamples(samples: readonly NewSample[]): number {
  let rows = 0
  for (let at = 0; at < samples.length; at += 1) {
    const sample = samples[at] as NewSample
    if (!isPlain(sample)) rows += 1 + membersOf(sample).length
    if (isSoundQuantity(sample)) continue
    const faults = faultsAt(sample, `/samples/${at}`)
    if (faults.length > 0) throw invalidArgument('a sample cannot be stored', faults)
  }
  if (rows > mostRows) throw tooMany()
  return rows
}
