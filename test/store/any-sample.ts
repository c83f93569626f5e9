import fc from 'fast-check'
import type { NewSample } from '../../src/health/sample.js'
import { workoutSample } from '../http/workout-sample.js'
import { quantity } from './samples.js'

/** 2026-01-01T00:00:00Z; everything lies within the hour after it. */
export const base = Date.UTC(2026, 0, 1)

const start = fc.integer({ min: 0, max: 120 }).map((n) => base + n * 30_000)
const origin = fc.record({
  source: fc.constantFrom('phone', 'watch'),
  device: fc.constantFrom(undefined, 'strap', 'belt'),
})
const metadata = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom({ note: 'x' }, { note: 'y' }) },
)
const duration = fc.constantFrom(0, 0, 0, 30_000, 600_000)
const value = fc.integer({ min: 0, max: 90 })

const measured = fc
  .record({
    type: fc.constantFrom('heartRate' as const, 'stepCount' as const),
    start,
    duration,
    value,
    origin,
    metadata,
  })
  .map(
    ({ type, duration: length, origin: from, ...rest }): NewSample =>
      quantity(type, rest.start, rest.value, { end: rest.start + length, metadata: rest.metadata, ...from }),
  )
const series = fc.record({ start, values: fc.array(value, { minLength: 1, maxLength: 3 }), origin, metadata }).map(
  ({ start: from, values, origin: by, metadata: facts }): NewSample => ({
    ...{ kind: 'series', type: 'stepCount', start: from, end: from + 2_000, values, ...by, metadata: facts },
    times: values.map((_, at) => from + at * 1_000),
  }),
)
const sleep = fc.record({ start, duration, value: fc.constantFrom(1, 5), origin, metadata }).map(
  ({ duration: length, origin: from, ...rest }): NewSample => ({
    ...{ kind: 'category', type: 'sleepAnalysis', ...from, ...rest, end: rest.start + length },
  }),
)
const pressure = fc.record({ start, value, origin }).map(
  ({ start: at, value: systolic, origin: from }): NewSample => ({
    ...{ kind: 'correlation', type: 'bloodPressure', start: at, end: at, metadata: {}, ...from },
    objects: [quantity('bloodPressureSystolic', at, systolic, from), quantity('bloodPressureDiastolic', at, 50, from)],
  }),
)

/** Samples of every kind, mostly plain quantities. */
export const anySamples: fc.Arbitrary<NewSample[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: measured },
    { weight: 1, arbitrary: series },
    { weight: 1, arbitrary: sleep },
    { weight: 1, arbitrary: pressure },
  ),
  { maxLength: 60 },
)

/** Two workouts: one of the watch, and one that collected nothing. */
export const workouts: readonly NewSample[] = [
  { ...workoutSample(0, { start: base, end: base + 1_200_000, elapsed: 1_000, sources: ['watch'] }), start: base },
  { ...workoutSample(1, { start: base, end: base + 2_400_000, elapsed: 2_000, sources: [] }), start: base },
].map((sample) => ({ ...sample, end: sample.workout.end }))
