import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../src/health/sample.js'
import { type QuantityTypeName, quantityTypes } from '../../src/health/type.js'
import { implausible } from '../../src/ingest/sanity.js'
import { noon, watts } from './readings.js'

const reading = (type: QuantityTypeName, value: number): Reading => ({
  kind: 'quantity',
  type,
  start: noon,
  end: noon,
  value,
  metadata: {},
})
const isSane = (type: QuantityTypeName, value: number): boolean => implausible(reading(type, value), '').length === 0

describe('sanity', () => {
  it.each([
    ['heartRate', 0, false],
    ['heartRate', 1, true],
    ['heartRate', 300, true],
    ['heartRate', 301, false],
    ['heartRate', -60, false],
    ['cyclingPower', 0, true],
    ['cyclingPower', 3_000, true],
    ['cyclingPower', 3_001, false],
    ['cyclingCadence', 300, true],
    ['cyclingCadence', 301, false],
    ['runningSpeed', -0.1, false],
    ['oxygenSaturation', 0.97, true],
    ['oxygenSaturation', 97, false],
    ['bodyTemperature', 36.6, true],
    ['bodyTemperature', 98.6, false],
    ['stepCount', 0, true],
    ['stepCount', -1, false],
    ['activeEnergyBurned', -0.5, false],
    ['waterTemperature', -2, true],
  ] as const)('takes %s of %d: %s', (type, value, sane) => {
    expect(isSane(type, value)).toBe(sane)
  })

  it('takes no value of any type that is not finite', () => {
    const types = fc.constantFrom(...quantityTypes.map(({ name }) => name))
    fc.assert(
      fc.property(types, fc.constantFrom(Number.NaN, Infinity, -Infinity), (type, value) => !isSane(type, value)),
    )
  })

  it('says where the value stands, and what would be allowed', () => {
    expect(implausible(reading('heartRate', 0), '/samples/3')).toEqual([
      { pointer: '/samples/3/value', message: 'has to be above 0 and at most 300' },
    ])
    expect(implausible(watts([200, 210, 9_999, -1]), '/samples/0')).toEqual([
      { pointer: '/samples/0/values/2', message: 'has to be at least 0 and at most 3000' },
    ])
  })

  it('looks into a correlation', () => {
    const objects = [reading('bloodPressureSystolic', 120), reading('bloodPressureDiastolic', 0)]
    const pressure = { kind: 'correlation', type: 'bloodPressure', start: noon, end: noon, objects, metadata: {} }
    expect(implausible(pressure as Reading, '/samples/0')).toMatchObject([{ pointer: '/samples/0/objects/1/value' }])
  })

  it('has no opinion on a category', () => {
    const night: Reading = { kind: 'category', type: 'sleepAnalysis', start: noon, end: noon, value: 1, metadata: {} }
    expect(implausible(night, '/samples/0')).toEqual([])
  })
})
