import { describe, expect, it } from 'vitest'
import { metadataKeyRows } from '../../../src/health/data/metadata-keys.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { findMetadataKey } from '../../../src/health/rules/metadata-keys.js'
import { refusalOf } from '../../health/refusal.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const reading = (metadata: object, type = 'heartRate', value: unknown = 60) => ({ type, start: ten, value, metadata })
const read = (metadata: object) => parseReadings([reading(metadata)])[0]?.metadata
const pointers = (one: object) => refusalOf(() => parseReadings([one]))?.pointers

describe('§ 5 metadata', () => {
  it('has values that are text, numbers, truths, dates and quantities', async () => {
    const store = openTestStore()
    const metadata = {
      'org.example.note': 'felt good',
      'org.example.level': 3.5,
      'org.example.raining': false,
      'org.example.weight': { value: 2, unit: 'kg' },
      dateOfEarliestDataUsedForEstimate: '2026-01-01T00:00:00.000Z',
    }
    const { uuids } = await store.save('ada', [
      { kind: 'quantity', type: 'heartRate', start: ten, end: ten, value: 60, source: 'watch', metadata },
    ])
    expect(read(metadata)).toEqual(metadata)
    expect(await store.find('ada', uuids[0] ?? '')).toMatchObject({ metadata })
  })

  it.each([
    ['nothing', null],
    ['a list', [1]],
    ['an object that is no quantity', { a: 1 }],
    ['a quantity in no unit', { value: 1, unit: 'bpm' }],
  ])('refuses %s', (_, wrong) => {
    expect(refusalOf(() => parseReadings([reading({ mine: wrong })]))?.code).toBe('invalidArgument')
  })

  it('checks the kind of every predefined key', () => {
    for (const { identifier, valueType } of metadataKeyRows) {
      const wrong = valueType === 'string' ? 1 : 'no such value'
      expect(refusalOf(() => parseReadings([reading({ [identifier]: wrong })]))?.code, identifier).toBe(
        'invalidArgument',
      )
    }
  })

  it('checks the dimension of a predefined quantity', () => {
    expect(pointers(reading({ averageSpeed: { value: 1, unit: 'kg' } }))).toEqual([
      '/samples/0/metadata/averageSpeed/unit',
    ])
  })

  it('is required of menstrual flow and of insulin', () => {
    expect(pointers(reading({}, 'menstrualFlow', 'light'))).toEqual(['/samples/0/metadata/menstrualCycleStart'])
    expect(pointers(reading({}, 'insulinDelivery', 1))).toEqual(['/samples/0/metadata/insulinDeliveryReason'])
    expect(pointers(reading({ HKMenstrualCycleStart: true }, 'menstrualFlow', 'light'))).toBeUndefined()
    expect(pointers(reading({ insulinDeliveryReason: 'bolus' }, 'insulinDelivery', 1))).toBeUndefined()
  })

  it('is known by the raw strings of exports, which are not always those of the constants', () => {
    for (const raw of ['HKTimeZone', 'HKMetadataKeySyncIdentifier', 'HKCyclingCyclingFunctionalThresholdPowerTestType'])
      expect(findMetadataKey(raw)).toBeDefined()
    expect(read({ HKTimeZone: 'Europe/Berlin' })).toEqual({ timeZone: 'Europe/Berlin' })
  })

  it('may say the same external UUID twice', async () => {
    const store = openTestStore()
    const sample = (start: number) => ({
      kind: 'quantity' as const,
      type: 'heartRate' as const,
      ...{ start, end: start, value: 60, source: 'watch', metadata: { externalUUID: 'a' } },
    })
    expect(await store.save('ada', [sample(ten), sample(ten + 1)])).toMatchObject({ stored: 2 })
  })
})
