import { conversion, parseUnit } from '../../../health/unit.js'
import { parseDecimal } from '../values/decimal.js'

/** A length of time in seconds; in minutes when it says no unit. Undefined when it is none. */
export function secondsIn(text: string | undefined, unit = 'min'): number | undefined {
  const value = parseDecimal(text)
  if (value === undefined || value < 0) return undefined
  try {
    return conversion(parseUnit(unit), parseUnit('s'))(value)
  } catch {
    return undefined // another unit, or none
  }
}
