import { expect, test } from 'vitest'
import { zoneName } from '../../../dashboard/src/zones/zone-names.js'

test('zones have names where there are as many as the names are for', () => {
  expect(zoneName('cyclingPower', 3, 7)).toBe('Threshold')
  expect(zoneName('heartRate', 4, 5)).toBe('Maximum')
  expect(zoneName('heartRate', 2, 3)).toBeUndefined()
  expect(zoneName('cyclingCadence', 0, 5)).toBeUndefined()
})
