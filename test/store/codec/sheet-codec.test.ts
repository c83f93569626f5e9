import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import { type Column, decodeSheet, encodeSheet } from '../../../src/store/codec/sheet-codec.js'
import { propertyRuns } from '../../setup/property-runs.js'

const decimal = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(7)).map(([n, e]) => n / 10 ** e)
const number = fc.oneof(
  decimal,
  fc.integer({ min: 0, max: 1e7 }).map((ticks) => ticks / 1_024),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 5e-324, Number.MAX_VALUE),
)
const column = (rows: number): fc.Arbitrary<Column> =>
  fc.oneof(
    fc.array(number, { minLength: rows, maxLength: rows }),
    fc.array(fc.option(number, { nil: undefined }), { minLength: rows, maxLength: rows }),
  )
const sheet = fc.nat(100).chain((rows) => fc.array(column(rows), { minLength: 1, maxLength: 5 }))

const refuses = (bytes: Uint8Array): boolean => {
  try {
    decodeSheet(bytes)
    return false
  } catch (error) {
    return error instanceof HealthError && error.code === 'databaseInaccessible'
  }
}

describe('the sheet codec', () => {
  it('gives back any finite numbers and any holes', () => {
    fc.assert(
      fc.property(sheet, (columns) => {
        expect(decodeSheet(encodeSheet(columns))).toEqual(columns)
      }),
    )
  })

  it.each([
    ['columns of different lengths', [[1], [1, 2]]],
    ['a number that is not finite', [[Number.NaN]]],
    ['more columns than sixteen', Array.from({ length: 17 }, () => [1])],
  ])('does not take %s', (_, columns) => {
    expect(() => encodeSheet(columns)).toThrow(HealthError)
  })

  it('refuses or reads whatever bytes it gets, and never more than they hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => refuses(bytes) || decodeSheet(bytes).length >= 0),
    )
  })

  it('refuses or reads a sheet of which some bytes were changed', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
    const property = fc.property(sheet, fc.array(change, { minLength: 1, maxLength: 4 }), (columns, changes) => {
      const bytes = Uint8Array.from(encodeSheet(columns))
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      expect(refuses(bytes) || decodeSheet(bytes).every((one) => one.length >= 0)).toBe(true)
    })
    fc.assert(property, propertyRuns(500, 10_000))
  })

  it('refuses a sheet that was cut short, or has bytes too many', () => {
    const bytes = encodeSheet([
      [1, 2, 3],
      [0.1, undefined, 0.3],
    ])
    for (let length = 0; length < bytes.length; length += 1) expect(refuses(bytes.subarray(0, length))).toBe(true)
    expect(refuses(Buffer.concat([bytes, Buffer.from([0])]))).toBe(true)
  })

  it('refuses to unpack more than the header announces', () => {
    const bytes = Uint8Array.from(encodeSheet([Array.from({ length: 10_000 }, () => 7)]))
    expect(bytes[1]).toBe(1)
    new DataView(bytes.buffer).setUint32(8, 10, true)
    expect(refuses(bytes)).toBe(true)
  })
})
