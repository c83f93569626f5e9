import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { decodeJournalRow, encodeJournalRow, type JournalRow } from '../../../src/store/codec/journal-codec.js'
import { propertyRuns } from '../../setup/property-runs.js'
import { ten } from '../samples.js'

const quantity = fc.tuple(
  fc.nat(2 ** 32 - 1),
  fc.nat(2 ** 48 - 1),
  fc.double({ noNaN: true }),
  fc.nat(86_400_000),
  fc.nat(4_095),
)

const rowOf = (rows: readonly (readonly number[])[], parts: { spans: boolean; again: boolean }): JournalRow => ({
  streams: Uint32Array.from(rows, ([stream = 0]) => stream),
  starts: Float64Array.from(rows, ([, start = 0]) => start),
  values: Float64Array.from(rows, ([, , value = 0]) => value),
  durations: parts.spans ? Uint32Array.from(rows, ([, , , duration = 0]) => duration) : undefined,
  generations: parts.again ? Uint16Array.from(rows, ([, , , , generation = 0]) => generation) : undefined,
})

describe('the journal codec', () => {
  it('gives back any row', () => {
    const parts = fc.record({ spans: fc.boolean(), again: fc.boolean() })
    const property = fc.property(fc.array(quantity), parts, (rows, which) => {
      const row = rowOf(rows, which)
      expect(decodeJournalRow(encodeJournalRow(row))).toEqual(row)
    })
    fc.assert(property)
  })

  it('gives back what fits narrower columns', () => {
    const near = fc.tuple(fc.nat(9_999), fc.nat(100_000), fc.integer({ min: -999, max: 999 }), fc.nat(9), fc.nat(9))
    const parts = fc.record({ spans: fc.boolean(), again: fc.boolean() })
    const property = fc.property(fc.array(near, { minLength: 1 }), parts, (rows, which) => {
      const row = rowOf(
        rows.map(([stream, start, value, ...rest]) => [stream, ten + start, value / 4, ...rest]),
        which,
      )
      const bytes = encodeJournalRow(row)
      expect(decodeJournalRow(bytes)).toEqual(row)
      expect(bytes.length).toBeLessThanOrEqual(24 + rows.length * 16)
    })
    fc.assert(property)
  })

  it('reads what the first version wrote', () => {
    const bytes = new Uint8Array(8 + 2 * 26)
    const view = new DataView(bytes.buffer)
    bytes.set([1, 3, 0, 0, 2])
    const facts = [ten, ten + 1_000, 71.5, 0.1]
    facts.forEach((number, at) => {
      view.setFloat64(8 + at * 8, number, true)
    })
    for (const [at, number] of [7, 70_000, 0, 60_000].entries()) view.setUint32(40 + at * 4, number, true)
    for (const [at, number] of [0, 5].entries()) view.setUint16(56 + at * 2, number, true)
    expect(decodeJournalRow(bytes)).toEqual({
      streams: Uint32Array.of(7, 70_000),
      starts: Float64Array.of(ten, ten + 1_000),
      values: Float64Array.of(71.5, 0.1),
      durations: Uint32Array.of(0, 60_000),
      generations: Uint16Array.of(0, 5),
    })
  })

  it('reads any bytes as a row or refuses them', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), (bytes, isOurs) => {
      if (isOurs && bytes.length > 1) bytes.set([1 + (bytes.length % 2), 0])
      try {
        decodeJournalRow(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(HealthError)
      }
    })
    fc.assert(property, propertyRuns(1_000, 20_000))
  })
})
