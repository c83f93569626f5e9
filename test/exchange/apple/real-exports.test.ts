import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { AppleWorkout } from '../../../src/exchange/apple/finding.js'
import { distanceTypeOf } from '../../../src/health/exercise/distance-type.js'
import { findMetadataKey } from '../../../src/health/rules/metadata-keys.js'
import { parseInstant } from '../../../src/health/time.js'
import { findActivityType, findType, quantityType } from '../../../src/health/type.js'
import { convert, parseUnit } from '../../../src/health/unit.js'
import { findingsOf, sorted } from './read-export.js'

const folder = new URL('../../fixtures/workouts/', import.meta.url)

const measured = z.tuple([z.number(), z.string()])
const statistics = z.object({
  type: z.string(),
  unit: z.string(),
  sum: z.number().optional(),
  average: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})
const workoutSchema = z.object({
  activity: z.string(),
  start: z.string(),
  end: z.string(),
  source: z.string(),
  duration_attr: z.string(),
  totalDistance: measured.optional(),
  totalEnergyBurned: measured.optional(),
  statistics: z.array(statistics),
  metadata: z.record(z.string(), z.string()),
  route_files: z.array(z.string()).default([]),
})
const exportSchema = z.object({
  records: z.array(
    z.object({
      type: z.string(),
      source: z.string(),
      n: z.number(),
      first_start: z.string(),
      last_end: z.string(),
      mean: z.number(),
    }),
  ),
  workouts: z.array(workoutSchema),
  activity_summaries: z.array(z.unknown()),
})
const { files } = z
  .object({
    files: z.array(z.object({ file: z.string(), format: z.string().optional(), expected: z.unknown().optional() })),
  })
  .parse(JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')))
const exports = files
  .filter(({ format }) => format === 'apple-health-xml')
  .map(({ file, expected }) => [file, exportSchema.parse(expected)] as const)

type ExpectedWorkout = z.infer<typeof workoutSchema>

/** In the canonical unit of a quantity type. */
function canonical(name: string, value: number | undefined, unit: string): number | undefined {
  const type = findType(name)
  if (type?.family !== 'quantity' || value === undefined) return undefined
  return convert(value, parseUnit(unit), parseUnit(type.unit))
}

function declaredTotals({ activity, totalDistance, totalEnergyBurned }: ExpectedWorkout) {
  const type = findActivityType(`HKWorkoutActivityType${activity}`) ?? 'other'
  const distance = distanceTypeOf(type)
  return [
    ...(totalDistance ? [[distance, { sum: canonical(distance, ...totalDistance) }]] : []),
    ...(totalEnergyBurned
      ? [['activeEnergyBurned', { sum: canonical('activeEnergyBurned', ...totalEnergyBurned) }]]
      : []),
  ]
}

function declaredOf(expected: ExpectedWorkout) {
  const told = expected.statistics.map(({ type, unit, sum, average, minimum, maximum }) => {
    const name = findType(`HKQuantityTypeIdentifier${type}`)?.name ?? type
    const figures = Object.entries({ sum, average, min: minimum, max: maximum })
    return [name, Object.fromEntries(figures.map(([figure, value]) => [figure, canonical(name, value, unit)]))]
  })
  return Object.fromEntries([...declaredTotals(expected), ...told])
}

/** Metadata as the file writes it. */
const written = ({ metadata }: AppleWorkout) =>
  Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => {
      if (typeof value === 'boolean') return [key, value ? '1' : '0']
      return [key, typeof value === 'object' ? `${value.value} ${value.unit}` : String(value)]
    }),
  )

const shares: Readonly<Record<string, string>> = { '96 %': '0.96 %', '6500 %': '0.65 %' }

const expectedMetadata = ({ metadata }: ExpectedWorkout) =>
  Object.fromEntries(
    Object.entries(metadata).map(([key, text]) => [findMetadataKey(key)?.name ?? key, shares[text] ?? text]),
  )

it.each(exports)('%s has the samples that it declares', (file, expected) => {
  const { samples, summaries, problems } = sorted(findingsOf(readFileSync(new URL(file, folder))))
  expect(problems).toEqual([])
  expect(summaries).toBe(expected.activity_summaries.length)
  expect(
    samples.map(({ reading, origin }) => ({
      type: findType(reading.type)?.identifier,
      source: origin.source.name,
      start: reading.start,
      end: reading.end,
      value: reading.kind === 'quantity' ? reading.value : undefined,
    })),
  ).toEqual(
    expected.records.map(({ type, source, first_start, last_end, mean }) => ({
      ...{ type, source, value: mean },
      ...{ start: parseInstant(first_start), end: parseInstant(last_end) },
    })),
  )
})

it.each(exports)('%s has its workouts with their times, metadata and routes', (file, expected) => {
  const { workouts } = sorted(findingsOf(readFileSync(new URL(file, folder))))
  expect(
    workouts.map((workout) => ({
      ...{ activity: workout.activityType, source: workout.origin.source.name, routes: workout.routes },
      ...{ start: workout.start, end: workout.end, metadata: written(workout), zone: workout.timeZone },
    })),
  ).toMatchObject(
    expected.workouts.map((workout) => ({
      ...{ activity: findActivityType(`HKWorkoutActivityType${workout.activity}`), source: workout.source },
      routes: workout.route_files.map((path) => ({ path: path.slice(1) })),
      ...{ start: parseInstant(workout.start), end: parseInstant(workout.end), metadata: expectedMetadata(workout) },
      zone: workout.metadata.HKTimeZone,
    })),
  )
})

it.each(exports)('%s has what its workouts declare, in canonical units', (file, expected) => {
  const { workouts } = sorted(findingsOf(readFileSync(new URL(file, folder))))
  for (const [at, workout] of expected.workouts.entries()) {
    const declared = workouts[at]?.declared
    expect(declared?.elapsed).toBeCloseTo(Number(workout.duration_attr) * 60, 6)
    expect(declared?.statistics ?? {}).toEqual(declaredOf(workout))
  }
})

it('reads what the watch of 2018 said of itself', () => {
  const { samples } = sorted(findingsOf(readFileSync(new URL('apple-health-old/export.xml', folder))))
  expect(samples[1]?.origin).toEqual({
    source: { name: 'Apple\u00a0Watch', version: '4.3.1' },
    device: {
      ...{ name: 'Apple Watch', manufacturer: 'Apple', model: 'Watch' },
      ...{ hardwareVersion: 'Watch2,4', softwareVersion: '4.3.1' },
    },
  })
  expect(samples[1]?.reading.metadata).toEqual({ heartRateMotionContext: 0 })
  expect(quantityType('heartRate').unit).toBe('count/min')
})
