import type { QuantitySample, Sample, SeriesSample } from '../../health/sample.js'
import type { ExportedWorkout } from './exported-workout.js'
import { fieldOfType, type Point, type PointField, totals } from './point.js'

/** A quantity of one field: a total's is what was added in the time up to `at`. */
interface Value {
  readonly at: number
  readonly value: number
}

/** Files have whole seconds. */
const secondOf = (at: number): number => Math.floor(at / 1_000) * 1_000

const valuesOf = (sample: QuantitySample | SeriesSample): readonly Value[] =>
  sample.kind === 'quantity'
    ? [{ at: sample.end, value: sample.value }]
    : sample.times.map((time, index) => ({ at: sample.ends?.[index] ?? time, value: sample.values[index] ?? 0 }))

/** The values of each source that measured a field, the one with the most first. */
function bySource(samples: readonly Sample[], wanted: PointField): readonly (readonly Value[])[] {
  const sources = new Map<string, Value[]>()
  for (const sample of samples) {
    if (sample.kind !== 'quantity' && sample.kind !== 'series') continue
    if (fieldOfType[sample.type] !== wanted) continue
    const known = sources.get(sample.source)
    if (known === undefined) sources.set(sample.source, [...valuesOf(sample)])
    else known.push(...valuesOf(sample))
  }
  return [...sources.values()].sort((one, other) => other.length - one.length)
}

/** The last value in each second of the first source that has one then. */
function instants(sources: readonly (readonly Value[])[]): Map<number, number> {
  const seconds = new Map<number, number>()
  for (const values of sources.toReversed())
    for (const { at, value } of values.toSorted((one, other) => one.at - other.at)) seconds.set(secondOf(at), value)
  return seconds
}

/** The sum until the end of each second in which the first source adds to it. */
function sums([values = []]: readonly (readonly Value[])[]): Map<number, number> {
  const seconds = new Map<number, number>()
  let sum = 0
  for (const { at, value } of values.toSorted((one, other) => one.at - other.at)) {
    sum += value
    seconds.set(secondOf(at), sum)
  }
  return seconds
}

const routeFields = (samples: readonly Sample[]): Map<number, Partial<Point>> =>
  new Map(
    samples
      .flatMap((sample) => (sample.kind === 'workoutRoute' ? sample.locations : []))
      .map(({ time, latitude, longitude, altitude, speed }) => [
        secondOf(time),
        { latitude, longitude, ...(altitude !== undefined && { altitude }), ...(speed !== undefined && { speed }) },
      ]),
  )

/** What was recorded in a workout, a point a second in which anything was, in time order. */
export function pointsOf({ workout, samples }: ExportedWorkout): readonly Point[] {
  const points = new Map<number, Partial<Point>>(routeFields(samples))
  for (const field of new Set(Object.values(fieldOfType))) {
    const sources = bySource(samples, field)
    for (const [second, value] of totals.has(field) ? sums(sources) : instants(sources))
      points.set(second, { ...points.get(second), [field]: value })
  }
  const [start, end] = [secondOf(workout.start), workout.end]
  return [...points]
    .filter(([at]) => at >= start && at <= end)
    .sort(([one], [other]) => one - other)
    .map(([at, fields]) => ({ ...fields, at }))
}
