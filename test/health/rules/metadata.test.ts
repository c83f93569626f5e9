import { describe, expect, it } from 'vitest'
import { metadataKeyRows } from '../../../src/health/data/metadata-keys.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { findMetadataKey } from '../../../src/health/rules/metadata-keys.js'
import { refusalOf } from '../refusal.js'

const sample = (metadata: unknown, type = 'heartRate') => [{ type, start: 0, value: 1, metadata }]
const read = (metadata: object, type?: string) => parseReadings(sample(metadata, type))[0]?.metadata
const pointers = (metadata: unknown, type?: string) =>
  refusalOf(() => parseReadings(sample(metadata, type)))?.pointers.map((pointer) => pointer.replace('/samples/0', ''))

describe('a predefined key', () => {
  it.each([
    ['timeZone', 'HKMetadataKeyTimeZone', 'HKTimeZone', 'Europe/Berlin'],
    ['indoorWorkout', 'HKMetadataKeyIndoorWorkout', 'HKIndoorWorkout', true],
    ['vo2MaxTestType', 'HKMetadataKeyVO2MaxTestType', 'HKVO2MaxTestType', 1],
    ['swolfScore', 'HKMetadataKeySWOLFScore', 'HKSWOLFScore', 40],
    ['udiDeviceIdentifier', 'HKMetadataKeyUDIDeviceIdentifier', 'HKUDIDeviceIdentifier', 'x'],
    [
      'cyclingFunctionalThresholdPowerTestType',
      'HKMetadataKeyCyclingFunctionalThresholdPowerTestType',
      'HKCyclingCyclingFunctionalThresholdPowerTestType',
      1,
    ],
  ])('is kept as %s in every spelling', (name, identifier, raw, value) => {
    for (const key of [name, identifier, raw]) expect(read({ [key]: value })).toEqual({ [name]: value })
  })

  it('is found by identifier, raw string and short name, for every row', () => {
    for (const { identifier, key } of metadataKeyRows) {
      const found = findMetadataKey(identifier)
      expect(findMetadataKey(key)).toEqual(found)
      expect(findMetadataKey(found?.name ?? '')).toEqual(found)
    }
  })

  it('that stands for a case takes its name or its raw value', () => {
    expect(read({ heartRateSensorLocation: 'chest' })).toEqual(read({ heartRateSensorLocation: 1 }))
    expect(read({ heartRateSensorLocation: 'chest' })).toEqual({ heartRateSensorLocation: 1 })
    expect(read({ activityType: 'cycling' })).toEqual({ activityType: 13 })
  })

  it('keeps a quantity as it was given', () => {
    const weatherTemperature = { value: 68, unit: 'degF' }
    expect(read({ weatherTemperature })).toEqual({ weatherTemperature })
  })

  it('keeps a date as ISO 8601 in UTC', () => {
    expect(read({ dateOfEarliestDataUsedForEstimate: '2026-01-01T01:00:00+01:00' })).toEqual({
      dateOfEarliestDataUsedForEstimate: '2026-01-01T00:00:00.000Z',
    })
  })

  it('may want the dimension of the sample itself', () => {
    expect(read({ sessionEstimate: { value: 1, unit: 'Hz' } })).toBeDefined()
    expect(pointers({ sessionEstimate: { value: 1, unit: 'kg' } })).toEqual(['/metadata/sessionEstimate/unit'])
  })

  it.each([
    ['a number for text', { timeZone: 1 }, '/metadata/timeZone'],
    ['text for truth', { wasUserEntered: 'yes' }, '/metadata/wasUserEntered'],
    ['text for a number', { referenceRangeLowerLimit: '1' }, '/metadata/referenceRangeLowerLimit'],
    ['an unknown case', { heartRateSensorLocation: 99 }, '/metadata/heartRateSensorLocation'],
    ['a number for a quantity', { weatherHumidity: 0.5 }, '/metadata/weatherHumidity'],
    ['another dimension', { weatherHumidity: { value: 1, unit: 'kg' } }, '/metadata/weatherHumidity/unit'],
    ['an unknown unit', { weatherHumidity: { value: 1, unit: 'x' } }, '/metadata/weatherHumidity/unit'],
    ['a quantity without value', { weatherHumidity: { unit: '%' } }, '/metadata/weatherHumidity/value'],
    ['a quantity with more', { weatherHumidity: { value: 1, unit: '%', at: 1 } }, '/metadata/weatherHumidity'],
    ['no date', { dateOfEarliestDataUsedForEstimate: 'today' }, '/metadata/dateOfEarliestDataUsedForEstimate'],
    ['the same key twice', { timeZone: 'UTC', HKTimeZone: 'UTC' }, '/metadata/HKTimeZone'],
  ])('with %s is refused', (_, metadata, pointer) => {
    expect(pointers(metadata)).toEqual([pointer])
  })
})

describe("a key of the client's own", () => {
  it('takes text, numbers, truth and quantities', () => {
    const metadata = { a: 'text', b: 1.5, c: false, 'com.example/d': { value: 3, unit: 'm' } }
    expect(read(metadata)).toEqual(metadata)
  })

  it.each([
    ['null', { mine: null }, '/metadata/mine'],
    ['a list', { mine: [1] }, '/metadata/mine'],
    ['an object that is no quantity', { mine: { a: 1 } }, '/metadata/mine/value'],
    ['a very long text', { mine: 'x'.repeat(4097) }, '/metadata/mine'],
    ['no name', { '': 1 }, '/metadata/'],
    ['the name of the prototype', JSON.parse('{"__proto__": 1}') as object, '/metadata/__proto__'],
  ])('is refused with %s', (_, metadata, pointer) => {
    expect(pointers(metadata)).toEqual([pointer])
  })

  it('comes with no more than 99 others', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`key${index}`, 1]))
    expect(pointers(many)).toEqual(['/metadata'])
  })
})

describe('a sync identifier', () => {
  it('comes with its version', () => {
    const sync = { syncIdentifier: 'x', syncVersion: 2 }
    expect(read({ HKMetadataKeySyncIdentifier: 'x', HKMetadataKeySyncVersion: 2 })).toEqual(sync)
  })

  it.each([
    ['without version', { syncIdentifier: 'x' }, '/metadata/syncVersion'],
    ['missing beside a version', { syncVersion: 1 }, '/metadata/syncIdentifier'],
  ])('%s is refused', (_, metadata, pointer) => {
    expect(pointers(metadata)).toEqual([pointer])
  })
})

describe('a required key', () => {
  it('lets the sample pass when it is there', () => {
    expect(read({ insulinDeliveryReason: 'bolus' }, 'insulinDelivery')).toEqual({ insulinDeliveryReason: 2 })
  })

  it('refuses the sample when it is not', () => {
    expect(pointers({}, 'insulinDelivery')).toEqual(['/metadata/insulinDeliveryReason'])
  })
})
