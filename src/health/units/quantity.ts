import { invalidArgument } from '../error.js'
import { convert, parseUnit, type Unit } from '../unit.js'

/** An immutable value in a unit. */
export interface Quantity {
  readonly value: number
  readonly unit: Unit
}

/** Throws `invalidArgument` when the value is not finite or the unit is unknown. */
export function quantity(value: number, unitText: string): Quantity {
  if (!Number.isFinite(value)) throw invalidArgument('a quantity is a finite number')
  return { value, unit: parseUnit(unitText) }
}

/** The quantity's value in another unit. Throws `invalidArgument` when that measures something else. */
export const valueIn = ({ value, unit }: Quantity, unitText: string): number =>
  convert(value, unit, parseUnit(unitText))

/** Below 0 when `a` is less than `b`, 0 when they are equal in whatever unit. Throws as `valueIn` does. */
export const compare = (a: Quantity, b: Quantity): number => Math.sign(a.value - convert(b.value, b.unit, a.unit))
