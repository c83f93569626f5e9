import { expect, it } from 'vitest'
import { parseDevice } from '../../../../src/exchange/apple/values/device-text.js'

it('reads what HealthKit says of a device', () => {
  expect(
    parseDevice(
      '<<HKDevice: 0x282a45810>, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch7,2, firmware:1, ' +
        'software:26.2, localIdentifier:A-B, UDIDeviceIdentifier:42, creation date:2025-12-13 12:48:57 +0000>',
    ),
  ).toEqual({
    ...{ name: 'Apple Watch', manufacturer: 'Apple Inc.', model: 'Watch', hardwareVersion: 'Watch7,2' },
    ...{ firmwareVersion: '1', softwareVersion: '26.2', localIdentifier: 'A-B', udiDeviceIdentifier: '42' },
  })
})

it.each([
  ['nothing', ''],
  ['other words', 'name:Watch'],
  ['a device of nothing', '<<HKDevice: 0x1>>'],
  ['a device of nothing in particular', '<<HKDevice: 0x1>, name:, model:>'],
])('knows no device of %s', (_, text) => {
  expect(parseDevice(text)).toBeUndefined()
})
