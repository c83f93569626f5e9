import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppleReader } from '../../../src/exchange/apple/apple-reader.js'
import type { AppleFinding } from '../../../src/exchange/apple/finding.js'
import { findType } from '../../../src/health/type.js'
import { findingsOf } from './read-export.js'

const folder = new URL('../../fixtures/workouts/', import.meta.url)
const old = readFileSync(new URL('apple-health-old/export.xml', folder))
const statistics = readFileSync(new URL('apple-health-statistics.xml', folder))
const declared = Buffer.concat([Buffer.from('<!DOCTYPE HealthData [<!ELEMENT x (y)> <!-- é -->]>'), old])
const files = fc.constantFrom<Uint8Array>(old, statistics, declared)

function inPieces(bytes: Uint8Array, lengths: readonly number[]): readonly AppleFinding[] {
  const reader = new AppleReader()
  const found: AppleFinding[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1
    found.push(...reader.push(bytes.subarray(at, at + length)))
    at += length
  }
  return [...found, ...reader.end()]
}

it('finds the same in chunks of any size', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(files, lengths, (bytes, pieces) => {
      expect(inPieces(bytes, pieces)).toEqual(findingsOf(bytes))
    }),
    { numRuns: 60 },
  )
})

const place = fc.double({ min: 0, max: 0.999, noNaN: true })
const damages = fc.array(
  fc.record({
    kind: fc.constantFrom('cut', 'flip', 'repeat', 'insert', 'drop'),
    at: place,
    length: fc.integer({ min: 1, max: 200 }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      fc
        .constantFrom(
          '<',
          '>',
          '"',
          '&',
          '&#0;',
          '&lt;',
          ']]>',
          '<!--',
          '-->',
          '<![CDATA[',
          '<?x ?>',
          '__proto__="1"',
          ' ',
        )
        .map((text) => new Uint8Array(Buffer.from(text))),
    ),
  }),
  { minLength: 1, maxLength: 5 },
)
type Damage = typeof damages extends fc.Arbitrary<readonly (infer One)[]> ? One : never

function damaged(whole: Buffer, { kind, at: share, length, bytes }: Damage): Buffer {
  const at = Math.floor(share * whole.length)
  const [before, after] = [whole.subarray(0, at), whole.subarray(at)]
  if (kind === 'cut') return before
  if (kind === 'drop') return Buffer.concat([before, after.subarray(length)])
  if (kind === 'insert') return Buffer.concat([before, bytes, after])
  if (kind === 'repeat') return Buffer.concat([before, after.subarray(0, length), after])
  return Buffer.concat([before, bytes, after.subarray(bytes.length)])
}

const isSound = (value: number): boolean => Number.isFinite(value)

function expectSound(found: AppleFinding): void {
  if (found.type === 'sample') {
    const { reading, origin } = found
    expect(findType(reading.type)?.family).toBe(reading.kind)
    expect(reading.end).toBeGreaterThanOrEqual(reading.start)
    expect([reading.start, reading.end].every(Number.isInteger)).toBe(true)
    if ('value' in reading) expect(isSound(reading.value)).toBe(true)
    expect(Object.getPrototypeOf(reading.metadata)).toBe(Object.prototype)
    expect(typeof origin.source.name).toBe('string')
  } else if (found.type === 'workout') {
    const { start, end, events, activities, routes, declared: said } = found.workout
    expect(end).toBeGreaterThan(start)
    expect(events.every((event) => event.at >= start && (event.end ?? event.at) <= end)).toBe(true)
    expect(activities.every((activity) => activity.start >= start && activity.end <= end)).toBe(true)
    expect(routes.every(({ path }) => !path.startsWith('/') && !path.split('/').includes('..'))).toBe(true)
    expect(said.elapsed === undefined || said.elapsed >= 0).toBe(true)
  }
}

it('survives any damage, and gives nothing that is not sound', () => {
  fc.assert(
    fc.property(files, damages, fc.integer({ min: 1, max: 5_000 }), (bytes, faults, chunk) => {
      const broken = faults.reduce(damaged, Buffer.from(bytes))
      for (const found of findingsOf(broken, chunk)) expectSound(found)
    }),
    { numRuns: 1_000 },
  )
})
