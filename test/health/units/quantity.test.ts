import { expect, it } from 'vitest'
import { compare, quantity, valueIn } from '../../../src/health/units/quantity.js'
import { refusalOf } from '../refusal.js'

it('tells its value in another unit', () => {
  expect(valueIn(quantity(72, 'count/min'), 'count/s')).toBe(1.2)
})

it('is equal to the same amount in another unit', () => {
  expect(compare(quantity(1, 'kcal'), quantity(4.184, 'kJ'))).toBe(0)
  expect(compare(quantity(1, 'km'), quantity(999, 'm'))).toBe(1)
  expect(compare(quantity(36, 'degC'), quantity(310, 'K'))).toBe(-1)
})

it.each([
  ['a value that is no number', () => quantity(Number.NaN, 'm')],
  ['an endless value', () => quantity(Infinity, 'm')],
  ['an unknown unit', () => quantity(1, 'bpm')],
  ['a unit of another dimension', () => valueIn(quantity(1, 'm'), 's')],
  ['a comparison of different things', () => compare(quantity(1, 'm'), quantity(1, 's'))],
])('refuses %s', (_, call) => {
  expect(refusalOf(call)?.code).toBe('invalidArgument')
})
