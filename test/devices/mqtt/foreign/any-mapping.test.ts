import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mappingEntrySchema } from '../../../../devices/mqtt/foreign/mapping-entry.js'
import { propertyRuns } from '../../../setup/property-runs.js'
import { isBalanced, mappingOf, openForeignEngine } from './foreign-engine.js'

const selector = fc.constantFrom(
  '$',
  '$.a',
  '$.a.b',
  '$.list[*]',
  '$.list[*].v',
  '$.ts',
  '$1',
  "$['__proto__']",
  '$[0]',
)
const topic = fc.constantFrom('home/+/x', '+/#', 'a/b', 'a/+/+_x')
const optional = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
const condition = fc.oneof(
  fc.record({ of: selector, exists: fc.boolean() }),
  fc.record({ of: selector, matches: fc.constantFrom('^a', '.*', '\\d') }),
  fc.record({ of: selector, is: fc.constantFrom('a', 1, true) }),
)
const row = fc.record({
  type: fc.constantFrom('heartRate', 'stepCount', 'bodyMass', 'oxygenSaturation', 'activeEnergyBurned'),
  unit: optional(fc.constantFrom('count/min', 'count', 'kg', '%', 'kcal', '$.unit')),
  value: selector,
  time: optional(selector),
  end: optional(selector),
  duration: optional(fc.integer({ min: 1, max: 100_000 })),
  scale: optional(fc.constantFrom(0.01, 2)),
  absent: optional(fc.constant([0])),
  counts: optional(fc.constantFrom('total', 'delta')),
  deadBand: optional(fc.constant(1)),
  minInterval: optional(fc.constant(500)),
  repeatWindow: optional(fc.constant(900)),
  when: optional(condition),
})
const mapping = fc
  .record({
    topic,
    device: fc.constantFrom('$1', 'd', 'x-$.a', '$1-$.id', '$'),
    each: optional(fc.constantFrom('$.list[*]', '$')),
    when: optional(condition),
    values: fc.array(row, { minLength: 1, maxLength: 3 }),
    name: optional(selector),
    battery: optional(selector),
    status: optional(selector),
  })
  .filter((given) => mappingEntrySchema.safeParse(given).success)

const leaf = fc.oneof(
  fc.constantFrom(null, '', 'nan', 'online', 0, -1, 1e308, '7', 70, 1_795_348_799, 1_795_348_799_000, true, 'kg'),
  fc.string({ maxLength: 5 }),
  fc.double(),
)
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 4 }), fc.dictionary(fc.constantFrom('a', 'b', 'v'), leaf))
const body = fc.dictionary(
  fc.constantFrom('a', 'list', 'ts', 'id', 'unit', '__proto__', 'constructor'),
  fc.oneof(value, fc.array(value, { maxLength: 4 })),
)
const payload = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(body, fc.nat(400)).map(([given, pulse]) => ({ ...given, pulse })) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
)
const message = fc.record({
  topic: fc.constantFrom('home/strap/x', 'a/b', 'a/c/7_x', 'x', 'home/__proto__/x', 'home//x', 'home/Ä ö/x'),
  payload,
  retained: fc.boolean(),
  after: fc.integer({ min: -1_000, max: 5_000 }),
})

// Beside the strange ones, so that something is stored too.
const sound = { topic: '+/#', device: 'sound', type: 'heartRate', value: '$.pulse' }

describe('any mapping', () => {
  it('takes any message without failing, and every reading gets one fate', async () => {
    let stored = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(mapping, { minLength: 1, maxLength: 3 }),
        fc.array(message, { maxLength: 8 }),
        async (mappings, given) => {
          const engine = openForeignEngine([...mappings, sound].map(mappingOf))
          try {
            for (const each of given) expect(['settled', 'refused']).toContain(await engine.send(each))
            expect(isBalanced(engine.ingest.ledger())).toBe(true)
            await engine.adopt()
            const ledger = engine.ingest.ledger()
            expect(isBalanced(ledger)).toBe(true)
            expect(ledger.waiting).toBe(0)
            expect(ledger.refused).not.toHaveProperty('unknownError')
            stored += ledger.stored
          } finally {
            await engine.store.close()
          }
        },
      ),
      propertyRuns(50, 5_000),
    )
    // That it tries what means something.
    expect(stored).toBeGreaterThan(0)
  })
})
