import { expect, it } from 'vitest'
import { DevicePresence } from '../../../../devices/mqtt/embedded/device-presence.js'

it('counts the connections of a device', () => {
  const presence = new DevicePresence<string>()
  expect(presence.joined('watch', 'a')).toBe(true)
  expect(presence.joined('watch', 'b')).toBe(false)
  expect(presence.joined('strap', 'c')).toBe(true)
  expect(presence.of('watch')).toEqual(['a', 'b'])
  expect(presence.left('watch', 'a')).toBe(false)
  expect(presence.left('watch', 'a')).toBe(false)
  expect(presence.left('watch', 'b')).toBe(true)
  expect(presence.left('watch', 'b')).toBe(false)
  expect(presence.of('watch')).toEqual([])
})
