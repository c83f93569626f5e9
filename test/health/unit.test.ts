import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unitTable } from '../../src/health/data/units.js'
import { HealthError } from '../../src/health/error.js'
import { convert, isCompatible, parseUnit, unitText } from '../../src/health/unit.js'
import fixtures from '../fixtures/units.json' with { type: 'json' }
import { refusalOf } from './refusal.js'

const inUnit = (value: number, from: string, to: string): number => convert(value, parseUnit(from), parseUnit(to))
const written = (text: string): string => unitText(parseUnit(text))

const symbols = unitTable.units.map(({ symbol }) => symbol).filter((symbol) => symbol !== 'mol' && symbol !== '()')
const prefixes = unitTable.prefixes.map(({ symbol }) => symbol)
const prefixable = unitTable.units.flatMap((row) => ('prefixable' in row && row.symbol !== 'mol' ? [row.symbol] : []))

const anySymbol = fc.oneof(
  fc.constantFrom(...symbols),
  fc.tuple(fc.constantFrom(...prefixes), fc.constantFrom(...prefixable)).map(([prefix, symbol]) => prefix + symbol),
)
const anyFactor = fc
  .tuple(anySymbol, fc.constantFrom('', '', '^2', '^-1', '^3'))
  .map(([symbol, power]) => symbol + power)
const anyProduct = fc
  .tuple(fc.array(anyFactor, { minLength: 1, maxLength: 3 }), fc.constantFrom('.', '*', '·'))
  .map(([factors, sign]) => factors.join(sign))
const anyQuotient = fc.oneof(
  anyProduct,
  fc.tuple(anyProduct, anyProduct).map(([over, under]) => `${over}/${under}`),
  fc.tuple(anyProduct, anyProduct).map(([over, under]) => `${over}/(${under})`),
  anyProduct.map((under) => `1/${under}`),
)

describe('a conversion', () => {
  it.each(fixtures.testVectors)('expresses $value $from as $expect $to', ({ value, from, to, expect: expected }) => {
    expect(Math.abs(inUnit(value, from, to) / expected - 1)).toBeLessThan(1e-8)
  })

  it.each([
    [5, 'mL', 'L', 0.005],
    [3, 'km', 'm', 3000],
    [250, 'mg', 'g', 0.25],
    [36.6, 'degC', 'degC', 36.6],
    [1, 'cup_us', 'fl_oz_us', 8],
  ])('keeps powers of ten exact: %d %s in %s is %d', (value, from, to, expected) => {
    expect(inUnit(value, from, to)).toBe(expected)
  })

  it('shifts a temperature only when it stands alone', () => {
    expect(inUnit(20, 'degC', 'K')).toBe(293.15)
    expect(inUnit(20, '(degC)', 'K')).toBe(293.15)
    expect(inUnit(20, 'degC/min', 'K/min')).toBe(20)
    expect(inUnit(9, 'degF/s', 'K/s')).toBeCloseTo(5, 12)
  })

  it.each([
    ['W', 'J/s'],
    ['m^3', 'L'],
    ['count/min', 'Hz'],
    ['%', '()'],
    ['Pa', 'kg/m.s^2'],
    ['mmol<180.156>/L', 'mg/dL'],
    ['mL/(kg*min)', 'L/kg.s'],
  ])('takes %s and %s for units of the same dimension', (a, b) => {
    expect(isCompatible(parseUnit(a), parseUnit(b))).toBe(true)
  })

  it.each([
    ['m', 's'],
    ['count', 'appleEffortScore'],
    ['dBASPL', 'Pa'],
    ['dBASPL', 'dBHL'],
    ['D', 'pD'],
    ['rad', 'count'],
    ['IU', 'count'],
    ['m', 'm^2'],
  ])('refuses to express %s in %s', (from, to) => {
    expect(refusalOf(() => inUnit(1, from, to))?.code).toBe('invalidArgument')
  })

  it('goes there and back', () => {
    fc.assert(
      fc.property(anyQuotient, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (text, value) => {
        const unit = parseUnit(text)
        const si = parseUnit(unitText(unit))
        expect(convert(convert(value, unit, si), si, unit)).toBe(value)
      }),
    )
  })

  it('goes to another unit of the dimension and back', () => {
    const pairs = [
      ['degF', 'K'],
      ['lb', 'kg'],
      ['mi/hr', 'm/s'],
      ['inHg', 'mmHg'],
      ['kcal/hr·kg', 'J/s·g'],
    ] as const
    const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...pairs), numbers, ([a, b], value) => {
        expect(Math.abs(inUnit(inUnit(value, a, b), b, a) - value)).toBeLessThan(1e-8)
      }),
    )
  })
})

describe('a unit string', () => {
  it.each([
    ['mL/(kg*min)', 'mL/min·kg'],
    ['mL/min·kg', 'mL/min·kg'],
    ['kcal/(kg*hr)', 'kcal/hr·kg'],
    ['count/min', 'count/min'],
    ['m.m', 'm^2'],
    ['m/m', '()'],
    ['s^-1', '1/s'],
    ['1/s', '1/s'],
    ['', '()'],
    ['()', '()'],
    ['(m^2·atm)^2', 'm^4·atm^2'],
    ['kg/(m/s)', 'kg·s/m'],
    ['mmol<180.15588000005408>/l', 'mmol<180.15588000005408>/L'],
    ['ml', 'mL'],
  ])('%s is written %s', (text, expected) => {
    expect(written(text)).toBe(expected)
    expect(written(expected)).toBe(expected)
  })

  it('puts everything behind the division into the denominator', () => {
    expect(new Set(['kg/m.s^2', 'kg/(m.s^2)', 'kg.m^-1.s^-2'].map(written)).size).toBe(1)
  })

  it.each(fixtures.grammar.invalid)('"%s" is refused', (text) => {
    expect(refusalOf(() => parseUnit(text))?.code).toBe('invalidArgument')
  })

  it.each([
    ['two divisions on one level', 'm/s/s'],
    ['a lone 1', '1'],
    ['a bare mole', 'mol'],
    ['a mole of no mass', 'mol<0>/L'],
    ['a prefix on a unit without', 'kmin'],
    ['two prefixes', 'mkg'],
    ['a prefix alone', 'k'],
    ['a missing factor', 'm·'],
    ['a missing power', 'm^'],
    ['a power with a fraction', 'm^1.5'],
    ['an open parenthesis', '(m/s'],
    ['a space', 'm / s'],
    ['the Greek micro', 'µg'],
    ['two units side by side', 'm(s)'],
    ['a power beyond measure', 'T'.concat('m^99')],
    ['a very long string', 'm·'.repeat(200).concat('m')],
  ])('with %s is refused', (_, text) => {
    expect(refusalOf(() => parseUnit(text))?.code).toBe('invalidArgument')
  })

  it('is a whole symbol before it is a prefix and a unit', () => {
    expect(inUnit(1, 'min', 's')).toBe(60)
    expect(inUnit(1, 'ft', 'm')).toBe(0.3048)
    expect(inUnit(1, 'mcg', 'g')).toBe(1e-6)
    expect(refusalOf(() => parseUnit('cd'))?.code).toBe('invalidArgument')
  })

  it('reads the same after it was written', () => {
    fc.assert(
      fc.property(anyQuotient, (text) => {
        const unit = parseUnit(text)
        expect(unitText(parseUnit(unitText(unit)))).toBe(unitText(unit))
        expect(parseUnit(unitText(unit)).dimension).toBe(unit.dimension)
      }),
    )
  })

  it('of any characters is a unit or refused', () => {
    const pieces = fc.array(fc.constantFrom(...symbols, '(', ')', '/', '·', '.', '*', '^', '-', '1', '2', 'mol<', '>'))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          pieces.map((list) => list.join('')),
        ),
        (text) => {
          try {
            expect(parseUnit(text).scale.over).toBeGreaterThan(0)
          } catch (error) {
            expect(error).toBeInstanceOf(HealthError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('from outside does not fill the memory', () => {
    for (let mass = 1; mass < 3000; mass += 1) parseUnit(`mol<${mass}>`)
    expect(written('mol<1>')).toBe('mol<1>')
  })
})
