import fc from 'fast-check'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { Style } from './average.js'
import type { Fresh } from './kept-samples.js'
import type { BruteQuery, Condition } from './readings.js'

/** When it all happens. */
export const base = Date.UTC(2026, 0, 1)
const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** The types that are tried, and how each is put together. */
export const styles = {
  stepCount: { kind: 'cumulative', hold: 0 },
  activeEnergyBurned: { kind: 'cumulative', hold: 0 },
  bodyMass: { kind: 'mean', hold: 0 },
  heartRate: { kind: 'held', hold: 30 * second },
  cyclingPower: { kind: 'held', hold: 10 * second },
  environmentalAudioExposure: { kind: 'level', hold: 30 * second },
} as const satisfies Partial<Record<QuantityTypeName, Style>>
type TriedType = keyof typeof styles

const sources = ['phone', 'watch', 'bike'] as const
const devices = [undefined, 'strap', 'pod'] as const

const instant = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((n) => base + n * minute),
  fc.integer({ min: 0, max: 60 }).map((n) => base + n * 7 * second),
)
const duration = fc.constantFrom(0, 0, 0, 1, 7 * second, minute, minute, 10 * minute, hour, 30 * hour)
const value = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.double({ min: 0.01, max: 99, noNaN: true }))
const metadata = fc.oneof(
  { weight: 7, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ note: 'a row of its own' }) },
  { weight: 1, arbitrary: fc.constant({ wasUserEntered: true }) },
  {
    weight: 1,
    arbitrary: fc.record({ syncIdentifier: fc.constantFrom('x', 'y'), syncVersion: fc.integer({ min: 1, max: 3 }) }),
  },
)

const origin = fc.record({ source: fc.constantFrom(...sources), device: fc.constantFrom(...devices), metadata })
const withOrigin = ({ source, device, metadata: own }: typeof origin extends fc.Arbitrary<infer O> ? O : never) => ({
  source,
  metadata: own,
  ...(device === undefined ? {} : { device }),
})

const quantity = (type: TriedType): fc.Arbitrary<Fresh> =>
  fc.record({ origin, start: instant, duration, value }).map((one) => ({
    kind: 'quantity',
    type,
    start: one.start,
    end: one.start + one.duration,
    value: one.value,
    ...withOrigin(one.origin),
  }))

const series = (type: TriedType): fc.Arbitrary<Fresh> =>
  fc
    .record({ origin, start: instant, steps: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }), value })
    .map(({ start, steps, value: first, ...one }) => {
      const times = [start]
      for (const step of steps) times.push((times.at(-1) ?? start) + step * second)
      const values = times.map((_, at) => first + at)
      return { kind: 'series', type, start, end: times.at(-1) ?? start, times, values, ...withOrigin(one.origin) }
    })

const sample = (type: TriedType): fc.Arbitrary<Fresh> =>
  fc.oneof({ weight: 12, arbitrary: quantity(type) }, { weight: 1, arbitrary: series(type) })

/** A regular run of one device, so that blocks are more than a few accidents. */
const stretch = (type: TriedType): fc.Arbitrary<Fresh[]> =>
  fc
    .record({ origin, start: instant, every: fc.constantFrom(second, minute), long: fc.boolean(), count: fc.nat(12) })
    .map(({ start, every, long, count, ...one }) =>
      Array.from({ length: count }, (_, at) => ({
        kind: 'quantity',
        type,
        start: start + at * every,
        end: start + (at + (long ? 1 : 0)) * every,
        value: 40 + at,
        ...withOrigin({ ...one.origin, metadata: {} }),
      })),
    )

/** Something that happens to the store. */
export type Deed =
  | { readonly save: readonly Fresh[] }
  | { readonly remove: readonly number[] }
  | { readonly condense: true }

const deed = (type: TriedType): fc.Arbitrary<Deed> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ save: fc.array(sample(type), { maxLength: 10 }) }) },
    { weight: 2, arbitrary: fc.record({ save: stretch(type) }) },
    { weight: 1, arbitrary: fc.record({ remove: fc.array(fc.nat(), { maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.constant({ condense: true } as const) },
  )

// No average comes so close to one of these that rounding decides.
const threshold = fc.integer({ min: 5, max: 80 }).map((n) => n + 0.37)
const simple: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ source: fc.subarray([...sources]) }),
  fc.record({ device: fc.subarray(['strap', 'pod']) }),
  fc.record({
    quantity: fc.record({ is: fc.constantFrom('<' as const, '>=' as const), value: threshold }),
  }),
)
export const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 2, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ not: simple }) },
  { weight: 1, arbitrary: fc.record({ and: fc.array(simple, { maxLength: 2 }) }) },
)

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })

const query = (type: TriedType): fc.Arbitrary<BruteQuery> =>
  fc
    .record({
      start: fc.oneof(instant, fc.constant(base - hour)),
      length: fc.constantFrom(minute, 10 * minute, hour, 4 * hour, 40 * hour),
      sourcePriority: fc.shuffledSubarray([...sources]),
      sources: seldom(fc.subarray([...sources])),
      devices: seldom(fc.subarray(['strap', 'pod'])),
      strict: seldom(fc.subarray(['strictStartDate', 'strictEndDate'] as const)),
      overlaps: fc.constantFrom(undefined, 'once' as const, 'all' as const),
      separateBySource: fc.boolean(),
      predicate: seldom(condition),
    })
    .map(({ start, length, ...rest }) => ({ type, start, end: start + length, explain: true, ...rest }))

/** A query, and where it is cut into buckets: shares of its window. */
export interface Question {
  readonly query: BruteQuery
  readonly cuts: readonly number[]
}

/** What happens to a store, and what it is asked afterwards; all of one type. */
export interface Case {
  readonly type: TriedType
  readonly deeds: readonly Deed[]
  readonly questions: readonly Question[]
}

const cuts = fc.array(fc.integer({ min: 1, max: 47 }), { maxLength: 5 })

/** Everything that may happen. */
export const cases: fc.Arbitrary<Case> = fc.constantFrom(...(Object.keys(styles) as TriedType[])).chain((type) =>
  fc.record({
    type: fc.constant(type),
    deeds: fc.array(deed(type), { minLength: 1, maxLength: 6 }),
    questions: fc.array(fc.record({ query: query(type), cuts }), { minLength: 1, maxLength: 3 }),
  }),
)
