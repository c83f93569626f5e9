import { describe, expect, it } from 'vitest'
import { createTopics, deviceMessageNames } from '../../../devices/mqtt/topics.js'

const topics = createTopics('vitald')

describe('topics', () => {
  it.each(deviceMessageNames)('reads what it builds: %s', (name) => {
    expect(topics.parse(topics.device('polar-h10-a1b2', name))).toEqual({ device: 'polar-h10-a1b2', name })
  })

  it.each([
    '',
    'vitald',
    'vitald/devices',
    'vitald/devices/',
    'vitald/devices/watch',
    'vitald/devices/watch/',
    'vitald/devices/watch/command',
    'vitald/devices/watch/rejected',
    'vitald/devices/watch/samples/more',
    'vitald/devices//samples',
    'vitald/devices/Watch/samples',
    'vitald/devices/+/samples',
    'vitald/devices/__proto__/samples',
    'vitald/users/me/samples',
    'other/devices/watch/samples',
    '/vitald/devices/watch/samples',
  ])('takes %j for no message of a device', (topic) => {
    expect(topics.parse(topic)).toBeUndefined()
  })

  it('stand below any base', () => {
    const gym = createTopics('gym/north')
    expect(gym.parse('gym/north/devices/watch/birth')).toEqual({ device: 'watch', name: 'birth' })
    expect(gym.live('me', 'heartRate')).toBe('gym/north/users/me/live/heartRate')
    expect(gym.session('me')).toBe('gym/north/users/me/session')
    expect(gym.filters).toContain('gym/north/devices/+/samples')
  })
})
