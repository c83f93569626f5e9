import { describe, expect, it } from 'vitest'
import { isCompatible, parseUnit } from '../../../src/health/unit.js'
import { compare, quantity, valueIn } from '../../../src/health/units/quantity.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })

describe('§ 4.4 quantity', () => {
  it('is told in any unit that is compatible', () => {
    expect(isCompatible(quantity(1, 'mi').unit, parseUnit('m'))).toBe(true)
    expect(isCompatible(quantity(1, 'mi').unit, parseUnit('s'))).toBe(false)
    expect(valueIn(quantity(1, 'mi'), 'm')).toBeCloseTo(1_609.344, 9)
  })

  it('compares by its converted value', () => {
    expect(compare(quantity(72, 'count/min'), quantity(1.2, 'count/s'))).toBe(0)
    expect(compare(quantity(1, 'kJ'), quantity(1, 'kcal'))).toBe(-1)
    expect(compare(quantity(1, 'L'), quantity(999, 'mL'))).toBe(1)
  })

  it('throws in a unit that is not compatible', () => {
    expect(() => valueIn(quantity(1, 'mi'), 'kg')).toThrow(refused)
    expect(() => compare(quantity(1, 'mi'), quantity(1, 'kg'))).toThrow(refused)
  })
})
