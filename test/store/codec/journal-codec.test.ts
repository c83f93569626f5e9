import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { decodeJournalRow, encodeJournalRow, type JournalRow } from '../../../src/store/codec/journal-codec.js'

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

  it('reads any bytes as a row or refuses them', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), (bytes, isOurs) => {
      if (isOurs && bytes.length > 1) bytes.set([1, 0])
      try {
        decodeJournalRow(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(HealthError)
      }
    })
    fc.assert(property, { numRuns: 1_000 })
  })
})
