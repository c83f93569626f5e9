import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseGattUuid } from '../../../../devices/ble/radio/gatt-uuid.js'

describe('parseGattUuid', () => {
  it.each([
    ['180d', '180D'],
    ['0x2A37', '2A37'],
    ['0000180D', '180D'],
    ['0000180d-0000-1000-8000-00805f9b34fb', '180D'],
    ['0000180D-0000-1000-8000-00805F9B34FB', '180D'],
    ['A026EE0B-0A7D-4AB3-97FA-F1500F9FEB8B', 'a026ee0b-0a7d-4ab3-97fa-f1500f9feb8b'],
    ['1000180d-0000-1000-8000-00805f9b34fb', '1000180d-0000-1000-8000-00805f9b34fb'],
  ])('reads %s as %s', (text, uuid) => {
    expect(parseGattUuid(text)).toBe(uuid)
    expect(parseGattUuid(uuid)).toBe(uuid)
  })

  it.each(['', '18', '180g', '180d-0000', '{180d}'])('refuses "%s"', (text) => {
    expect(parseGattUuid(text)).toBeUndefined()
  })

  it('reads any text as a UUID that it reads again, or as none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uuid()), (text) => {
        const uuid = parseGattUuid(text)
        expect(uuid === undefined || parseGattUuid(uuid) === uuid).toBe(true)
      }),
    )
  })
})
