import fc from 'fast-check'
import type { NewSample, NewSeriesSample } from '../../src/health/sample.js'
import { condition } from './brute-force/cases.js'
import { quantity } from './samples.js'

export const users = ['ada', 'ben'] as const
const types = ['heartRate', 'stepCount', 'bodyMass', 'environmentalAudioExposure'] as const
/** The present, for the store. */
export const base = Date.UTC(2026, 0, 1)

const user = fc.constantFrom(...users)
const instant = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((n) => base + n * 5_000),
  fc.integer({ min: 0, max: 60 }).map((n) => base + n * 1_800_000),
)
const metadata = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ note: 'by hand' }) },
  {
    weight: 1,
    arbitrary: fc.record({ syncIdentifier: fc.constantFrom('x', 'y'), syncVersion: fc.integer({ min: 1, max: 3 }) }),
  },
)
const origin = fc.record({ source: fc.constantFrom('phone', 'watch') })

const single: fc.Arbitrary<NewSample> = fc
  .record({
    type: fc.constantFrom(...types),
    start: instant,
    duration: fc.constantFrom(0, 0, 0, 7_000, 60_000, 5_400_000),
    value: fc.integer({ min: 1, max: 90 }),
    source: fc.constantFrom('phone', 'watch'),
    device: fc.constantFrom(undefined, 'strap'),
    metadata,
  })
  .map(({ duration, device, ...rest }) => ({
    kind: 'quantity',
    ...rest,
    end: rest.start + duration,
    ...(device === undefined ? {} : { device }),
  }))

const series: fc.Arbitrary<NewSeriesSample> = fc
  .record({ start: instant, values: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }), origin })
  .map(({ start, values, origin: by }) => {
    const times = values.map((_, at) => start + at * 1_000)
    return { kind: 'series', type: 'stepCount', start, end: times.at(-1) ?? start, times, values, metadata: {}, ...by }
  })
const sleep: fc.Arbitrary<NewSample> = fc
  .record({ start: instant, value: fc.constantFrom(1, 5), origin, metadata })
  .map(({ start, origin: by, ...rest }) => ({
    ...{ kind: 'category', type: 'sleepAnalysis', start, end: start + 60_000, ...by },
    ...rest,
  }))
const pressure: fc.Arbitrary<NewSample> = fc.record({ start: instant, origin }).map(({ start, origin: by }) => ({
  ...{ kind: 'correlation', type: 'bloodPressure', start, end: start, metadata: {}, ...by },
  objects: [quantity('bloodPressureSystolic', start, 120, by), quantity('bloodPressureDiastolic', start, 80, by)],
}))
const sample = fc.oneof(
  { weight: 12, arbitrary: single },
  { weight: 1, arbitrary: series },
  { weight: 1, arbitrary: sleep },
  { weight: 1, arbitrary: pressure },
)

const window = fc.record({ start: fc.option(instant, { nil: undefined }), end: fc.option(instant, { nil: undefined }) })
const strict = fc.subarray(['strictStartDate', 'strictEndDate'] as const)

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('save' as const), user, samples: fc.array(sample, { maxLength: 30 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('delete' as const), user, picks: fc.array(fc.nat(), { maxLength: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('deleteMatching' as const),
      user,
      window,
      type: fc.constantFrom(...types),
      predicate: fc.option(condition, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('associate' as const), user, picks: fc.array(fc.nat(), { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('condense' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('follow' as const), limit: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      user,
      window,
      strict,
      limit: fc.integer({ min: 1, max: 7 }),
      sort: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      user,
      window,
      type: fc.constantFrom(...types),
      sourcePriority: fc.constantFrom([], ['watch'], ['phone', 'watch']),
    }),
  },
)
/** Something that happens to a store. */
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** A course of events. */
export const courses: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 5, maxLength: 25 })
