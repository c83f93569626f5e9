import { describe, expect, it } from 'vitest'
import { convert, isCompatible, parseUnit, unitText } from '../../src/health/unit.js'
import fixtures from '../fixtures/units.json' with { type: 'json' }

const inUnit = (value: number, from: string, to: string): number => convert(value, parseUnit(from), parseUnit(to))

describe('convert', () => {
  it.each(fixtures.testVectors)('expresses $value $from in $to', ({ value, from, to, expect: expected }) => {
    expect(inUnit(value, from, to)).toBeCloseTo(expected, 8)
  })
})
describe('parseUnit', () => {
  it.each(fixtures.grammar.invalid)('refuses "%s"', (text) => {
    expect(() => parseUnit(text)).toThrow(expect.objectContaining({ code: 'invalidArgument' }))
  })
  it.each([['mL/(kg*min)', 'mL/min·kg'],['kg/m.s^2','kg/s^2·m'],['m·m','m^2'],['m/m','()'],['s^-1','1/s'],['1/s','1/s'],['','()'],['(m^2·atm)^2','m^4·atm^2'],['mmol<180.15588000005408>/l','mmol<180.15588000005408>/L'],['ml','mL'],['min','min'],['kg/(m/s)','kg·s/m']])('writes %s as %s', (from, to) => { expect(unitText(parseUnit(from))).toBe(to); expect(unitText(parseUnit(to))).toBe(to) })
  it('W', () => { expect(isCompatible(parseUnit('W'), parseUnit('J/s'))).toBe(true) })
})
