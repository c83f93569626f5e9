import { expect, it } from 'vitest'
import { attributesOf, readExport, recordElement } from './read-export.js'

const heartRate = { type: 'HKQuantityTypeIdentifierHeartRate', unit: 'count/min', value: '60' }
const read = (entries: readonly (readonly [string, string])[]) => {
  const children = entries.map(([key, value]) => `<MetadataEntry${attributesOf({ key, value })}/>`).join('')
  const { samples, problems } = readExport(recordElement(heartRate, children))
  expect(samples).toHaveLength(1)
  return { metadata: samples[0]?.reading.metadata, timeZone: samples[0]?.reading.timeZone, problems }
}

it.each([
  ['HKWasUserEntered', '1', 'wasUserEntered', true],
  ['HKWasUserEntered', '0', 'wasUserEntered', false],
  ['HKMetadataKeyHeartRateMotionContext', '2', 'heartRateMotionContext', 2],
  ['HKAlgorithmVersion', '2', 'algorithmVersion', 2],
  ['HKWeatherTemperature', '56 degF', 'weatherTemperature', { value: 56, unit: 'degF' }],
  ['HKWeatherHumidity', '96 %', 'weatherHumidity', { value: 0.96, unit: '%' }],
  ['HKWeatherHumidity', '6500 %', 'weatherHumidity', { value: 0.65, unit: '%' }],
  ['HKElevationAscended', '850 cm', 'elevationAscended', { value: 850, unit: 'cm' }],
  ['HKExternalUUID', 'a b', 'externalUUID', 'a b'],
  ['Modified Date', '2016-04-18 15:56:05 +0000', 'Modified Date', '2016-04-18 15:56:05 +0000'],
  ['Withings User Identifier', '12345', 'Withings User Identifier', '12345'],
  ['constructor', 'x', 'constructor', 'x'],
])('reads %s, %s', (key, text, name, value) => {
  const { metadata, problems } = read([[key, text]])
  expect(metadata).toEqual({ [name]: value })
  expect(problems).toEqual([])
})

it.each([
  ['HKWasUserEntered', 'perhaps'],
  ['HKMetadataKeyHeartRateMotionContext', '77'],
  ['HKWeatherTemperature', '56 kg'],
  ['HKWeatherTemperature', 'warm'],
  ['HKAlgorithmVersion', 'two'],
  ['__proto__', 'x'],
  ['long', 'x'.repeat(5_000)],
])('leaves out %s of %.10s, and keeps the sample', (key, text) => {
  const { metadata, problems } = read([
    ['note', 'kept'],
    [key, text],
  ])
  expect(metadata).toEqual({ note: 'kept' })
  expect(problems).toMatchObject([{ code: 'badValues', subject: key, count: 1 }])
})

it('takes the zone for that of the sample when there is one of that name', () => {
  expect(read([['HKTimeZone', 'Asia/Tokyo']]).timeZone).toBe('Asia/Tokyo')
  expect(read([['HKTimeZone', 'Mars/Olympus']]).timeZone).toBeUndefined()
})

it('keeps a sync identifier only with its version', () => {
  const identifier = ['HKMetadataKeySyncIdentifier', 'abc'] as const
  const version = ['HKMetadataKeySyncVersion', '3'] as const
  expect(read([identifier, version]).metadata).toEqual({ syncIdentifier: 'abc', syncVersion: 3 })
  expect(read([identifier]).metadata).toEqual({})
  expect(read([version]).metadata).toEqual({})
})

it('keeps the first of two values, and a hundred keys', () => {
  expect(
    read([
      ['HKAlgorithmVersion', '1'],
      ['HKMetadataKeyAlgorithmVersion', '2'],
    ]).metadata,
  ).toEqual({ algorithmVersion: 1 })
  const many = Array.from({ length: 150 }, (_, at) => [`key ${at}`, 'x'] as const)
  expect(Object.keys(read(many).metadata ?? {})).toHaveLength(100)
})
