import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteSink } from '../../../src/influx/protocol/byte-sink.js'

const written = (put: 'putNumber' | 'putInstant', value: number): string => {
  const sink = new ByteSink()
  sink[put](value)
  return sink.take(sink.length).toString()
}

describe('a number in bytes', () => {
  it.each([0, 7, 10, 142, 36.6, 0.5, 2.75, 0.001, 10.01, -3.125, 2_147_483.647, 2_147_484, 1e21, 1e-7, -1e300])(
    'is written as everybody writes it: %d',
    (value) => expect(written('putNumber', value)).toBe(String(value)),
  )

  it('is read back as it was', () => {
    const decimal = fc.tuple(fc.integer(), fc.nat({ max: 5 })).map(([whole, digits]) => whole / 10 ** digits)
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.oneof(decimal, double), (value) => {
        expect(Number(written('putNumber', value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})

describe('an instant in bytes', () => {
  it.each([0, 1, 9_999_999, 10_000_000, 1_767_225_600_000, 8.64e15, -1, -8.64e15])('is whole: %d', (at) => {
    expect(written('putInstant', at)).toBe(String(at))
  })

  it('is rounded', () => {
    expect([written('putInstant', 12.6), written('putInstant', -0.2)]).toEqual(['13', '0'])
  })
})
