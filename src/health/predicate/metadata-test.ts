import type { Metadata, MetadataValue } from '../sample.js'
import { conversion, isCompatible, parseUnit } from '../unit.js'
import { compareBy, orderOf } from './comparison.js'
import type { Comparison, MetadataCondition } from './predicate.js'

type Quantity = Extract<MetadataValue, object>

// Two ways to one value may differ in its last bits.
const precision = 1e-12

const orderOfQuantities = (a: Quantity, b: Quantity): number | undefined => {
  if (a.unit === b.unit) return orderOf(a.value, b.value)
  const [from, to] = [parseUnit(b.unit), parseUnit(a.unit)]
  if (!isCompatible(from, to)) return undefined
  const converted = conversion(from, to)(b.value)
  const difference = Math.abs(a.value - converted)
  return difference <= precision * Math.max(Math.abs(a.value), Math.abs(converted)) ? 0 : orderOf(a.value, converted)
}

/** How two values of the same kind are ordered; undefined when they cannot be compared. Dates are in ISO 8601, UTC. */
const order = (a: MetadataValue, b: MetadataValue): number | undefined => {
  if (typeof a === 'object' && typeof b === 'object') return orderOfQuantities(a, b)
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b ? 0 : undefined
  if (typeof a === 'number' && typeof b === 'number') return orderOf(a, b)
  return typeof a === 'string' && typeof b === 'string' ? orderOf(a, b) : undefined
}

const compares = (value: MetadataValue, is: Comparison, wanted: MetadataValue): boolean => {
  const found = order(value, wanted)
  // What cannot be compared is not the same, and neither before nor after.
  return found === undefined ? is === '!=' : compareBy(is)(found, 0)
}

/** A condition on one key; without the key it never holds. */
export function metadataTest(condition: MetadataCondition): (metadata: Metadata) => boolean {
  const { key } = condition
  const holds = (value: MetadataValue): boolean => {
    if ('in' in condition) return condition.in.some((wanted) => compares(value, '==', wanted))
    return 'is' in condition ? compares(value, condition.is, condition.value) : true
  }
  return (metadata) => {
    const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
    return value !== undefined && holds(value)
  }
}
