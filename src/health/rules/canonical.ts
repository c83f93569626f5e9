import type { QuantityType } from '../type.js'
import { conversion, parseUnit } from '../unit.js'

/** Brings a value into the canonical unit of a type. */
export type Canonicalise = (value: number) => number

const unitsPerType = 50
const known = new Map<string, Map<string, Canonicalise>>()

const asIs: Canonicalise = (value) => value

function conversionsOf(type: QuantityType): Map<string, Canonicalise> {
  const conversions = known.get(type.name) ?? new Map<string, Canonicalise>([[type.unit, asIs]])
  known.set(type.name, conversions)
  return conversions
}

function learn(type: QuantityType, unit: string): Canonicalise | undefined {
  try {
    return conversion(parseUnit(unit), parseUnit(type.unit))
  } catch {
    return undefined // an unknown unit, or one of another dimension
  }
}

/**
 * How values in `unit` (the type's own when left out) become canonical ones; undefined when the unit is unknown or of
 * another dimension. Remembered for each type and unit, because every sample asks.
 */
export function canonicalise(type: QuantityType, unit: string | undefined): Canonicalise | undefined {
  if (unit === undefined || unit === type.unit) return asIs
  const conversions = conversionsOf(type)
  const remembered = conversions.get(unit)
  if (remembered !== undefined) return remembered
  const learned = learn(type, unit)
  if (learned !== undefined && conversions.size < unitsPerType) conversions.set(unit, learned)
  return learned
}
