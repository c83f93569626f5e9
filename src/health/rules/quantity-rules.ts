import type { Reading } from '../sample.js'
import type { QuantityType } from '../type.js'
import { type Canonicalise, canonicalise } from './canonical.js'
import { type Form, reject, rejectUnknown } from './form.js'
import { factNames, readFacts, type TimeDefaults } from './sample-facts.js'

const names: ReadonlySet<string> = new Set([...factNames, 'value', 'unit'])

/** How the form's unit becomes the canonical one; undefined, and noted, when it is not a unit of the type. */
export function readUnit(form: Form, type: QuantityType): Canonicalise | undefined {
  const { unit } = form.members
  const conversion = unit === undefined || typeof unit === 'string' ? canonicalise(type, unit) : undefined
  return conversion ?? reject(form, 'unit', `is not a unit like ${type.unit}`)
}

/** A finite number in the canonical unit; undefined when it is none. */
export function canonicalValue(value: unknown, conversion: Canonicalise): number | undefined {
  const canonical = typeof value === 'number' ? conversion(value) : Number.NaN
  return Number.isFinite(canonical) ? canonical : undefined
}

function readValue(form: Form, conversion: Canonicalise): number | undefined {
  return canonicalValue(form.members.value, conversion) ?? reject(form, 'value', 'is not a number')
}

/** One quantity. Semantics § 4.3. */
export function readQuantity(form: Form, type: QuantityType, times: TimeDefaults = {}) {
  rejectUnknown(form, names)
  const facts = readFacts(form, type, times)
  const conversion = readUnit(form, type)
  const value = conversion === undefined ? undefined : readValue(form, conversion)
  if (facts === undefined || value === undefined) return undefined
  return { kind: 'quantity', type: type.name, value, ...facts } as const satisfies Reading
}
