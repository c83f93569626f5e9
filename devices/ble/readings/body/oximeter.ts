import type { QuantityTypeName } from '../../../../src/health/type.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import { numberIn } from '../fields.js'
import type { CreateInterpreter } from '../interpreter.js'
import { measurements, type Note } from './measurements.js'

// Demonstration, testing, calibration, unavailable, invalid; malfunction, not on the user, unknown, disconnected (§ 10).
const invalidStatus = [10, 11, 12, 13, 15]
const invalidSensor = [1, 11, 14, 15]
const questionableStatus = 14

const isSet = (word: number | undefined, bit: number): boolean => word !== undefined && ((word >>> bit) & 1) === 1

const isValid = (fields: Fields): boolean => {
  const status = numberIn(fields, 'measurementStatus')
  const sensor = numberIn(fields, 'deviceAndSensorStatus')
  return !invalidStatus.some((bit) => isSet(status, bit)) && !invalidSensor.some((bit) => isSet(sensor, bit))
}

/** A field, its type, and what one of it is in the type's canonical unit. */
const quantities: readonly (readonly [string, QuantityTypeName, number])[] = [
  ['spo2Pct', 'oxygenSaturation', 0.01],
  ['pulseRateBpm', 'heartRate', 1],
  ['pulseAmplitudeIndexPct', 'peripheralPerfusionIndex', 0.01],
]

const noteFor =
  (characteristic: '2A5E' | '2A5F'): Note =>
  ({ recorder, preference }, { fields, at, metadata }) => {
    if (!isValid(fields)) return recorder.refuse('invalid')
    const isQuestionable = isSet(numberIn(fields, 'measurementStatus'), questionableStatus)
    const said = isQuestionable ? { ...metadata, questionable: true } : metadata
    const readings = quantities.flatMap(([field, type, scale]) => {
      const value = numberIn(fields, field)
      if (value === undefined || (type === 'heartRate' && value === 0)) return []
      return preference.hears(type, characteristic, at) ? [{ type, value: value * scale, metadata: said }] : []
    })
    for (const reading of readings)
      if (characteristic === '2A5E') recorder.measured(reading, at)
      else recorder.instant(reading, at)
  }

/** PLX Spot-Check Measurement, 2A5E (gatt-profiles § 10). */
export const spotCheck: CreateInterpreter = measurements(noteFor('2A5E'))
/** PLX Continuous Measurement, 2A5F: its normal values (gatt-profiles § 10). */
export const continuousOximeter: CreateInterpreter = measurements(noteFor('2A5F'))
