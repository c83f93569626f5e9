import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characteristics } from '../../../../devices/ble/profiles/characteristics.js'
import { encode } from '../../../../devices/ble/profiles/codec.js'
import type { GivenFields } from '../../../../devices/ble/profiles/layout/field-value.js'
import type { Table } from '../../../../devices/ble/profiles/layout/table.js'
import { HealthError } from '../../../../src/health/error.js'
import { propertyRuns } from '../../../setup/property-runs.js'
import { hexOf, singleVectors } from './vectors.js'

const hex = (characteristic: string, fields: GivenFields): string => hexOf(encode(characteristic, fields))

const namesOf = (id: string): readonly string[] =>
  singleVectors
    .filter(({ characteristic }) => characteristic === id)
    .flatMap(({ decoded }) => Object.keys(decoded ?? {}))

const scalar = fc.oneof(
  fc.double(),
  fc.integer({ min: -300, max: 300 }),
  fc.bigInt(),
  fc.boolean(),
  fc.string(),
  fc.constantFrom(null, undefined, 'response', 'success', 'left', '2024-06-15T10:30:00'),
)

const anyValue = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 4 }),
  fc.array(fc.dictionary(fc.constantFrom('glucoseMgDl', 'crcValid', 'ppMs'), scalar), { maxLength: 2 }),
)

/** A table, and fields that may or may not suit it. */
const anyFields = fc
  .constantFrom(...characteristics)
  .chain((table) =>
    fc
      .dictionary(fc.constantFrom(...namesOf(table.id), '__proto__', 'text'), anyValue)
      .map((fields): readonly [Table, GivenFields] => [table, fields as GivenFields]),
  )

describe('encoding', () => {
  it('sets the flags for the fields that are given', () => {
    expect(hex('2A37', { heartRateBpm: 72 })).toBe('0048')
    expect(hex('2A37', { heartRateBpm: 260, sensorContactDetected: true, rrIntervals1024: [445] })).toBe('170401bd01')
    expect(hex('2AD2', { instantaneousPowerW: 200, instantaneousCadenceRpm: undefined })).toBe('4100c800')
  })

  it('takes an enumeration by its name or by its number', () => {
    expect(hex('2A38', { location: 'chest' })).toBe('01')
    expect(hex('2A38', { locationCode: 77 })).toBe('4d')
    expect(hex('2AD9', { action: 'setTargetPower', targetPowerW: 250 })).toBe('05fa00')
    expect(hex('2AD9', { action: 'response', requestOpCode: 5, result: 'controlNotPermitted' })).toBe('800505')
  })

  it('rounds to what the wire can tell', () => {
    expect(hex('2AD2', { instantaneousSpeedKmh: 25.004 })).toBe('0000c409')
    expect(hex('2A1C', { temperature: 36.5 })).toBe('006d0100ff')
  })

  it.each<[string, GivenFields, string]>([
    ['2A37', {}, 'heartRateBpm is missing'],
    ['2A37', { heartRateBpm: 70_000 }, 'heartRateBpm does not fit into 2 octets'],
    ['2A37', { heartRateBpm: Number.NaN }, 'heartRateBpm is not a whole number of its unit'],
    ['2A37', { heartRateBpm: 70, pulse: 70 }, 'pulse has no place here'],
    [
      '2A37',
      { heartRateBpm: 70, sensorContactSupported: false, sensorContactDetected: true },
      'sensorContactDetected needs sensorContactSupported',
    ],
    ['2A37', { heartRateBpm: 70, rrIntervals1024: [900, -1] }, 'rrIntervals1024/1 does not fit into 2 octets'],
    ['2A63', { instantaneousPowerW: 40_000 }, 'instantaneousPowerW does not fit into 2 octets'],
    ['2A63', { instantaneousPowerW: 1, wheelRevolutions: 5 }, 'wheelEventTime2048 is missing'],
    ['2A63', { instantaneousPowerW: 1, pedalPowerBalanceReference: 'left' }, 'pedalPowerBalancePct is missing'],
    ['2AD2', { moreData: true, instantaneousSpeedKmh: 1 }, 'moreData leaves no place for the first field'],
    ['2AD2', { moreData: false }, 'instantaneousSpeedKmh is missing'],
    [
      '2AD2',
      { energyPerHourKcal: 65_535, totalEnergyKcal: 1, energyPerMinuteKcal: 1 },
      'energyPerHourKcal is the number that means none',
    ],
    ['2AD9', { action: 'fly' }, 'action is not one of its values'],
    ['2AD9', { action: 'setTargetSpeed', targetSpeedKmh: 1, targetPowerW: 1 }, 'targetPowerW has no place here'],
    ['2A65', { supported: ['flying'] }, 'supported/0 is not one of its values'],
    ['2A5E', { spo2Pct: 1e12, pulseRateBpm: 1 }, 'spo2Pct does not fit into 2 octets'],
    ['2A35', { systolic: 1, diastolic: 1, meanArterialPressure: 1, status: 3 }, 'status is not an object'],
    ['2A5E', { spo2Pct: 97, pulseRateBpm: 60, timestamp: 'today' }, 'timestamp is not a time as YYYY-MM-DDTHH:MM:SS'],
  ])('of %s %j says that %s', (characteristic, fields, message) => {
    expect(() => encode(characteristic, fields)).toThrow(expect.objectContaining({ code: 'invalidArgument', message }))
  })

  it('of anything at all gives octets or names the field', () => {
    const property = fc.property(anyFields, ([table, fields]) => {
      try {
        table.encode(fields)
      } catch (error) {
        expect(error).toBeInstanceOf(HealthError)
        expect(error).toMatchObject({ code: 'invalidArgument', errors: [{ pointer: expect.stringMatching(/^\//) }] })
      }
    })
    fc.assert(property, propertyRuns(2_000, 100_000))
  })

  it('knows no characteristic without a table', () => {
    expect(() => encode('2A00', {})).toThrow('no table for characteristic 2A00')
  })
})
