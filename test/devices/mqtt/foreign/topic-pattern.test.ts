import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covers, parseTopicPattern } from '../../../../devices/mqtt/foreign/topic-pattern.js'
import { propertyRuns } from '../../../setup/property-runs.js'

const match = (pattern: string, topic: string) => parseTopicPattern(pattern)?.match(topic)

describe('a topic pattern', () => {
  it.each([
    ['home/+/ble/hr', 'home/strap/ble/hr', ['strap']],
    ['a/b', 'a/b', []],
    ['+/+', 'a/b', ['a', 'b']],
    ['a/#', 'a/b/c', ['b/c']],
    ['a/#', 'a', ['']],
    ['#', 'a/b', ['a/b']],
    ['+/sensor/+_heart_rate/state', 'ha/sensor/pixel_heart_rate/state', ['ha', 'pixel']],
    ['a/dev-+', 'a/dev-7', ['7']],
    ['a/+/b', 'a//b', ['']],
  ])('%s takes %s', (pattern, topic, captures) => {
    expect(match(pattern, topic)).toEqual(captures)
  })

  it.each([
    ['a/+', 'a'],
    ['a/+', 'a/b/c'],
    ['a/b', 'a/B'],
    ['a/+_x', 'a/_x'],
    ['a/x+x', 'a/x'],
    ['#', '$SYS/broker'],
    ['+/a', '$SYS/a'],
  ])('%s does not take %s', (pattern, topic) => {
    expect(match(pattern, topic)).toBeUndefined()
  })

  it.each(['', '$SYS/#', 'a/#/b', 'a#', 'a/++', 'a/+x+', `a${'/a'.repeat(40)}`, 'a\0'])('%j is none', (pattern) => {
    expect(parseTopicPattern(pattern)).toBeUndefined()
  })

  it('subscribes to whole levels', () => {
    expect(parseTopicPattern('+/sensor/+_rate/#')?.filter).toBe('+/sensor/+/#')
  })

  it.each([
    ['a/#', 'a/+/c', true],
    ['a/+', 'a/b', true],
    ['+/+', 'a/#', false],
    ['a/b', 'a/+', false],
    ['a/#', 'a', true],
    ['#', 'x/y', true],
  ])('%s covers %s: %j', (wide, narrow, isSo) => {
    expect(covers(wide, narrow)).toBe(isSo)
  })

  it('covers what it matches', () => {
    const level = fc.constantFrom('a', 'b', '+')
    const filter = fc
      .tuple(fc.array(level, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([levels, isOpen]) => [...levels, ...(isOpen ? ['#'] : [])].join('/'))
    const topic = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'))
    fc.assert(
      fc.property(filter, filter, topic, (wide, narrow, given) => {
        if (covers(wide, narrow) && match(narrow, given) !== undefined) expect(match(wide, given)).toBeDefined()
      }),
      propertyRuns(2_000, 200_000),
    )
  })
})
