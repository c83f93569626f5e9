import { invalidArgument } from '../../../src/health/error.js'
import { findCharacteristic } from './characteristics.js'
import type { Fields, GivenFields } from './layout/field-value.js'
import type { Decoded, Undecodable } from './layout/table.js'

/**
 * What a payload of a characteristic says. The characteristic is named as in `findCharacteristic`; its fields are those of
 * the rows of its table, their units at the end of their names. Never throws, whatever the octets.
 */
export const decode = (characteristic: string, octets: Uint8Array): Decoded<Fields> | Undecodable =>
  findCharacteristic(characteristic)?.decode(octets) ?? { error: 'UNKNOWN_CHARACTERISTIC' }

/**
 * The payload that says these fields. Flags follow from which fields are given. Throws a `HealthError`
 * (`invalidArgument`) that points at the field that is missing, does not fit or has no place.
 */
export const encode = (characteristic: string, fields: GivenFields): Uint8Array => {
  const table = findCharacteristic(characteristic)
  if (table === undefined) throw invalidArgument(`no table for characteristic ${characteristic}`)
  return table.encode(fields)
}
