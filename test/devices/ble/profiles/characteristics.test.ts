import { describe, expect, it } from 'vitest'
import {
  characteristicName,
  characteristics,
  findCharacteristic,
} from '../../../../devices/ble/profiles/characteristics.js'
import { findService, services } from '../../../../devices/ble/profiles/services.js'
import { parseGattUuid } from '../../../../devices/ble/radio/gatt-uuid.js'

describe('a UUID', () => {
  it.each([
    ['2A37', '2A37'],
    ['2a37', '2A37'],
    ['0x2A37', '2A37'],
    ['00002a37', '2A37'],
    ['00002A37-0000-1000-8000-00805F9B34FB', '2A37'],
    ['FB005C82-02E7-F387-1CAD-8ACD2D8DF0C8', 'fb005c82-02e7-f387-1cad-8acd2d8df0c8'],
    ['12342a37-0000-1000-8000-00805f9b34fb', '12342a37-0000-1000-8000-00805f9b34fb'],
  ])('%s is kept as %s', (text, uuid) => {
    expect(parseGattUuid(text)).toBe(uuid)
  })

  it.each(['', '2A3', '2A377', 'heart', '00002a37-0000-1000-8000-00805f9b34f'])('is not %j', (text) => {
    expect(parseGattUuid(text)).toBeUndefined()
  })
})

describe('the characteristics', () => {
  it('have one id, UUID and name each', () => {
    for (const key of ['id', 'uuid', 'name'] as const) {
      expect(new Set(characteristics.map((table) => table[key])).size).toBe(characteristics.length)
    }
  })

  it.each(['2a37', '0x2A37', '00002a37-0000-1000-8000-00805f9b34fb', 'heart rate measurement'])(
    'are found by %s',
    (key) => {
      expect(findCharacteristic(key)?.id).toBe('2A37')
    },
  )

  it('are found by a name of their own', () => {
    expect(findCharacteristic('fec')?.uuid).toBe('6e40fec2-b5a3-f393-e0a9-e50e24dcca9e')
    expect(findCharacteristic('FB005C82-02E7-F387-1CAD-8ACD2D8DF0C8')?.id).toBe('PMD_DATA')
    expect(characteristicName('2AD2')).toBe('Indoor Bike Data')
    expect(characteristicName('2A00')).toBeUndefined()
  })
})

describe('the services', () => {
  it('have tables for all their characteristics, and every table has a service', () => {
    const known = new Set(services.flatMap((service) => service.characteristics))
    expect([...known].filter((uuid) => findCharacteristic(uuid) === undefined)).toEqual([])
    expect(characteristics.filter(({ uuid }) => !known.has(uuid))).toEqual([])
  })

  it('are found by their UUID', () => {
    expect(findService('0000180d-0000-1000-8000-00805f9b34fb')?.name).toBe('Heart Rate')
    expect(findService('1800')).toBeUndefined()
  })
})
