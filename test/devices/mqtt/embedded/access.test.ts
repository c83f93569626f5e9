import { describe, expect, it } from 'vitest'
import { isSameCredential, mayPublish, maySubscribe } from '../../../../devices/mqtt/embedded/access.js'
import { createTopics } from '../../../../devices/mqtt/topics.js'

const topics = createTopics('vitald')
const watch = { device: 'watch' }

describe('who may publish', () => {
  it.each([
    ['vitald/devices/watch/samples', true, true],
    ['vitald/devices/watch/birth', true, true],
    ['vitald/devices/strap/samples', false, true],
    ['vitald/devices/watch/command', false, false],
    ['vitald/devices/watch/rejected', false, false],
    ['vitald/users/me/session', false, false],
    ['vitald', false, false],
    ['homeassistant/status', false, true],
    ['vitald2/devices/watch/samples', false, true],
    ['$SYS/x', false, false],
  ])('to %s: device %s, program %s', (topic, device, program) => {
    expect([mayPublish(topics, watch, topic), mayPublish(topics, 'program', topic)]).toEqual([device, program])
  })
})

describe('who may subscribe', () => {
  it.each([
    ['vitald/devices/watch/command', true, true],
    ['vitald/devices/watch/rejected', true, true],
    ['vitald/devices/watch/+', false, true],
    ['vitald/devices/strap/command', false, true],
    ['vitald/users/me/#', false, true],
    ['#', false, true],
    ['$SYS/#', false, false],
  ])('to %s: device %s, program %s', (filter, device, program) => {
    expect([maySubscribe(topics, watch, filter), maySubscribe(topics, 'program', filter)]).toEqual([device, program])
  })
})

it('compares credentials whole', () => {
  const one = { username: 'a', password: 'b' }
  expect(isSameCredential(one, { ...one })).toBe(true)
  expect(isSameCredential(one, { ...one, password: 'c' })).toBe(false)
  expect(isSameCredential(one, { ...one, username: 'ab', password: '' })).toBe(false)
})
