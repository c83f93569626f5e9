import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HealthError } from '../../../src/health/error.js'
import type { Quantities } from '../../../src/store/archive/quantities.js'
import { decodeBlock, encodeBlock, fitsBlock } from '../../../src/store/codec/block-codec.js'
import { encodePlanes } from '../../../src/store/codec/plane-block.js'
import { propertyRuns } from '../../setup/property-runs.js'
import { ten } from '../samples.js'

type Row = readonly [start: number, duration: number, value: number, seq: number, generation: number]

const quantities = (rows: readonly Row[]): Quantities => ({
  starts: rows.map(([start]) => start),
  durations: rows.map(([, duration]) => duration),
  values: rows.map(([, , value]) => value),
  seqs: rows.map(([, , , seq]) => seq),
  generations: rows.map(([, , , , generation]) => generation),
})

const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }))
  .map(([n, e]) => n / 10 ** e)
const value = fc.oneof(
  decimal,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 5e-324, 1.7976931348623157e308),
)
const row = fc.tuple(
  fc.integer({ min: -(2 ** 48), max: 2 ** 48 }),
  fc.integer({ min: 0, max: 86_400_000 }),
  value,
  fc.integer({ min: 0, max: 2 ** 33 }),
  fc.integer({ min: 0, max: 4_095 }),
)

const bytesEach = (block: Quantities): number => encodeBlock(block).length / block.starts.length

/** An hour at about 1 Hz. */
const hour = (next: (second: number) => Row): Quantities =>
  quantities(Array.from({ length: 3_600 }, (_, at) => next(at)))
let state = 1
const noise = (): number => {
  state = (state * 16_807) % 2_147_483_647
  return state / 2_147_483_647
}

describe('the block codec', () => {
  it('gives back any finite values at any whole times', () => {
    const property = fc.property(fc.array(row, { minLength: 1, maxLength: 300 }), (rows) => {
      const block = quantities(rows)
      expect(fitsBlock(block)).toBe(true)
      expect(decodeBlock(encodeBlock(block))).toEqual(block)
    })
    fc.assert(property, propertyRuns(300, 6_000))
  })

  it('gives back decimals at times that keep a beat, more or less', () => {
    const reading = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -300, max: 300 }), decimal)
    const readings = fc.array(reading, { minLength: 1, maxLength: 700 })
    const property = fc.property(readings, fc.integer({ min: 700, max: 90_000 }), (some, period) => {
      let beat = ten
      const block = quantities(
        some.map(([beats, off, one], at) => {
          beat += beats * period
          return [beat + off, at % 3, one, 100 + Math.floor(at / 2), at % 97 === 0 ? 1 : 0]
        }),
      )
      expect(decodeBlock(encodeBlock(block))).toEqual(block)
    })
    fc.assert(property, propertyRuns(100, 2_000))
  })

  it('reads what older versions wrote', () => {
    const block = hour((at) => [ten + at * 1_000 + (at % 7), at % 3, 60 + (at % 50) / 10, 9 + at, at % 2])
    const older = encodePlanes(block)
    expect(older[0]).toBe(1)
    expect(encodeBlock(block)[0]).toBe(2)
    expect(decodeBlock(older)).toEqual(block)
  })

  it('gives back decimals that are as one reads them', () => {
    const values = [36.6, 0.1, 0.2, 0.30000000000000004, -12.345678, 99.999999, 1e15, 72]
    const block = quantities(values.map((one, at) => [at, 0, one, 1, 0]))
    expect(decodeBlock(encodeBlock(block)).values).toEqual(values)
  })

  it.each([
    ['no quantities', quantities([])],
    ['a fractional time', quantities([[0.5, 0, 1, 1, 0]])],
    ['a value that is not finite', quantities([[0, 0, Number.NaN, 1, 0]])],
    ['a time beyond 48 bits', quantities([[2 ** 49, 0, 1, 1, 0]])],
  ])('does not take %s', (_, block) => {
    expect(fitsBlock(block)).toBe(false)
  })

  it('packs an hour of a kind series into little more than its changes', () => {
    const base = Date.UTC(2026, 0, 1)
    let rate = 120
    const kind = hour((at) => {
      rate += Math.round((noise() - 0.5) * 2.2)
      return [base + at * 1_000, 0, rate, 10_000 + at, 0]
    })
    expect(bytesEach(kind)).toBeLessThan(0.21)
  })

  it('packs an hour of a noisy series into little more than its noise', () => {
    const base = Date.UTC(2026, 0, 1)
    const noisy = hour((at) => [
      base + at * 1_000 + Math.round(noise() * 20),
      0,
      180 + Math.round(noise() * 60),
      10_000 + at,
      0,
    ])
    expect(bytesEach(noisy)).toBeLessThan(1.45)
  })

  it.each([
    ['decimals', 0.001],
    ['no decimals', 1e-9],
  ])('reads any bytes as a block of %s or refuses them', (_, value) => {
    const block = encodeBlock(
      quantities([
        [0, 0, 1, 1, 0],
        [1_000, 5, 2.5, 2, 0],
        [2_000, 0, value, 9, 3],
      ]),
    )
    const broken = fc.tuple(fc.nat(block.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Uint8Array.from(block)
      copy[at] = byte
      return copy
    })
    const cut = fc.nat(block.length).map((length) => block.subarray(0, length))
    const property = fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), broken, cut), (bytes) => {
      try {
        expect(decodeBlock(bytes).values.every(Number.isFinite)).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(HealthError)
        expect(error).toMatchObject({ code: 'databaseInaccessible' })
      }
    })
    fc.assert(property, propertyRuns(2_000, 40_000))
  })
})
