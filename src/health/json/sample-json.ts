import { type SeriesFigures, seriesFigures } from '../kinds/series-figures.js'
import type {
  CategorySample,
  CorrelationSample,
  DeletedSample,
  QuantitySample,
  Sample,
  SeriesSample,
  WorkoutSample,
} from '../sample.js'
import { hasUndeterminedDuration, isoTime } from '../time.js'
import { findType, type QuantityTypeName, quantityType } from '../type.js'
import { convert, parseUnit } from '../unit.js'
import type { DeletedJson, SampleJson } from './json-schema.js'
import { particularsJson } from './kind-json.js'

const factsJson = ({ uuid, type, start, end }: Sample): Pick<SampleJson, 'uuid' | 'type' | 'start' | 'end'> => {
  const startTime = isoTime(start)
  return { uuid, type, start: startTime, end: end === start ? startTime : isoTime(end) }
}

type OriginJson = Pick<SampleJson, 'source' | 'device' | 'timeZone' | 'metadata'>

const originJson = ({ source, device, timeZone, metadata }: Sample): OriginJson => {
  if (timeZone === undefined) return device === undefined ? { source, metadata } : { source, device, metadata }
  return device === undefined ? { source, timeZone, metadata } : { source, device, timeZone, metadata }
}

/** How a type's canonical values are told in `unit`. */
const teller = (type: QuantityTypeName, unit: string | undefined): ((value: number) => number) => {
  const canonical = quantityType(type).unit
  if (unit === undefined || unit === canonical) return (value) => value
  const [from, to] = [parseUnit(canonical), parseUnit(unit)]
  return (value) => convert(value, from, to)
}

const quantityJson = (sample: QuantitySample, unit: string | undefined): SampleJson => ({
  ...factsJson(sample),
  value: teller(sample.type, unit)(sample.value),
  unit: unit ?? quantityType(sample.type).unit,
  ...originJson(sample),
})

/** Like HealthKit's `quantity` of a series, `value` is its sum or average. */
const figuresJson = (figures: SeriesFigures, tell: (value: number) => number): Partial<SampleJson> => {
  const { count, mostRecentInterval, ...values } = figures
  const told = Object.entries({ value: values.sum ?? values.average, ...values }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, tell(value)]],
  )
  const interval = mostRecentInterval && {
    mostRecentInterval: { start: isoTime(mostRecentInterval.start), end: isoTime(mostRecentInterval.end) },
  }
  return { count, ...Object.fromEntries(told), ...interval }
}

const seriesJson = (sample: SeriesSample, unit: string | undefined): SampleJson => ({
  ...factsJson(sample),
  unit: unit ?? quantityType(sample.type).unit,
  ...figuresJson(seriesFigures(sample), teller(sample.type, unit)),
  ...originJson(sample),
})

/** The name of the case; of a raw value that has none, which no sample that was checked has, its digits. */
const caseName = ({ type, value }: CategorySample): string => {
  const found = findType(type)
  const cases = found?.family === 'category' ? Object.entries(found.values) : []
  return cases.find(([, raw]) => raw === value)?.[0] ?? String(value)
}

const categoryJson = (sample: CategorySample): SampleJson => ({
  ...factsJson(sample),
  value: caseName(sample),
  ...(hasUndeterminedDuration(sample) ? { hasUndeterminedDuration: true } : {}),
  ...originJson(sample),
})

const correlationJson = (sample: CorrelationSample, unit: string | undefined): SampleJson => ({
  ...factsJson(sample),
  objects: sample.objects.map((object) =>
    object.kind === 'quantity' ? quantityJson(object, unit) : categoryJson(object),
  ),
  ...originJson(sample),
})

const workoutSampleJson = (sample: WorkoutSample): SampleJson => ({
  ...factsJson(sample),
  value: sample.workout.elapsed,
  unit: 's',
  ...originJson(sample),
  activityType: sample.workout.activityType,
})

/**
 * A sample in the contract's JSON. A series has figures instead of its quantities; a workout is a sample whose `value` is
 * its elapsed time in seconds and whose `uuid` is the workout's id.
 *
 * @param unit Of the quantities, instead of the canonical one; throws `invalidArgument` when it is of another dimension.
 */
export function sampleJson(sample: Sample, unit?: string): SampleJson {
  switch (sample.kind) {
    case 'quantity':
      return quantityJson(sample, unit)
    case 'series':
      return seriesJson(sample, unit)
    case 'category':
      return categoryJson(sample)
    case 'correlation':
      return correlationJson(sample, unit)
    case 'workout':
      return workoutSampleJson(sample)
    default:
      return { ...factsJson(sample), ...particularsJson(sample), ...originJson(sample) }
  }
}

/** What a follower needs to remove a sample. */
export const deletedJson = ({ uuid, type, metadata }: DeletedSample): DeletedJson => ({ uuid, type, metadata })
