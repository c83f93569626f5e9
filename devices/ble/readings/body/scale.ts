import type { QuantityTypeName } from '../../../../src/health/type.js'
import { numberIn } from '../fields.js'
import { measurements, type Note } from './measurements.js'

/** A field, its type, and what one of it is in the type's canonical unit. */
const quantities: readonly (readonly [string, QuantityTypeName, number])[] = [
  ['weightKg', 'bodyMass', 1],
  ['bmi', 'bodyMassIndex', 1],
  ['heightM', 'height', 1],
  ['bodyFatPct', 'bodyFatPercentage', 0.01],
  ['fatFreeMassKg', 'leanBodyMass', 1],
]

const note: Note = ({ recorder }, { fields, at, metadata }) => {
  for (const [field, type, scale] of quantities) {
    const value = numberIn(fields, field)
    if (value !== undefined) recorder.measured({ type, value: value * scale, metadata }, at)
  }
}

/** Weight and Body Composition Measurement, 2A9D and 2A9C, of one scale together (gatt-profiles § 12). */
export const scale = measurements(note, { settles: true })
