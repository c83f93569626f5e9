import fc from 'fast-check'
import type { Comparison, Predicate } from '../../../src/health/predicate/predicate.js'
import { base } from '../../store/any-sample.js'

// Predicates about the few samples of `any-sample.ts`, so that many hold for some of them and not for others.

const comparison = fc.constantFrom<Comparison>('==', '!=', '<', '<=', '>', '>=')
const some = <Item>(...items: readonly Item[]) => fc.subarray([...items])
const instant = fc.integer({ min: -2, max: 130 }).map((n) => base + n * 30_000)
const window = fc.record(
  { start: instant, end: instant, strictStartDate: fc.boolean(), strictEndDate: fc.boolean() },
  { requiredKeys: [] },
)
const figure = fc.integer({ min: 0, max: 95 })

/** A condition; `workouts`: the UUIDs that it may name. */
export const conditions = (workouts: readonly string[]): readonly fc.Arbitrary<Predicate>[] => [
  window.map((time) => ({ time })),
  some('heartRate' as const, 'stepCount' as const, 'workout' as const, 'bloodPressure' as const).map((type) => ({
    type,
  })),
  some('phone', 'watch').map((source) => ({ source })),
  some('strap', 'belt').map((device) => ({ device })),
  some({ source: 'watch' }, { version: '2' }, {}).map((sourceRevision) => ({ sourceRevision })),
  some({ name: 'H10' }, {}).map((deviceIs) => ({ deviceIs })),
  some('H10').map((names) => ({ deviceProperty: { property: 'name' as const, in: names } })),
  fc.constantFrom<Predicate>({ metadata: { key: 'note' } }, { metadata: { key: 'note', is: '!=', value: 'x' } }),
  fc.record({ is: comparison, value: figure }).map((quantity) => ({ quantity })),
  fc
    .record({ is: comparison, value: figure, unit: fc.constantFrom('count/min', 'kg') })
    .map((quantity) => ({ quantity })),
  some(1, 5).map((cases) => ({ category: { in: cases } })),
  fc.constantFrom(...workouts).map((workout) => ({ workout })),
  fc.boolean().map((correlated) => ({ correlated })),
  fc.record({ is: comparison, value: fc.integer({ min: 0, max: 4_000 }) }).map((duration) => ({ duration })),
  figure.map((value) => ({
    object: { type: 'bloodPressureSystolic' as const, where: { quantity: { is: '>' as const, value } } },
  })),
]

/** Any predicate about these samples. */
export const anyPredicate = (workouts: readonly string[]): fc.Arbitrary<Predicate> =>
  fc.letrec<{ predicate: Predicate; leaf: Predicate; node: Predicate }>((tie) => ({
    predicate: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('node')),
    leaf: fc.oneof(...conditions(workouts)),
    node: fc.oneof(
      fc.array(tie('predicate'), { maxLength: 3 }).map((and) => ({ and })),
      fc.array(tie('predicate'), { maxLength: 3 }).map((or) => ({ or })),
      tie('predicate').map((not) => ({ not })),
    ),
  })).predicate
