import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foreignSlug, parseDeviceName } from '../../../../devices/mqtt/foreign/device-name.js'
import { isSlug } from '../../../../src/health/slug.js'
import { propertyRuns } from '../../../setup/property-runs.js'

const name = (template: string, captures: readonly string[] = [], payload: unknown = {}) =>
  parseDeviceName(template)?.of(captures, payload)
const hashed = (text: string) => expect.stringMatching(new RegExp(`^${text}\\.\\.[0-9a-f]{16}$`))

describe('the name of a foreign device', () => {
  it.each([
    ['$1', ['strap'], {}, 'strap'],
    ['strap', [], {}, 'strap'],
    ['qz-$1', ['anna'], {}, 'qz-anna'],
    ['$2', ['a', '45E174126E00'], {}, '45e174126e00'],
    ['ble-$.id', [], { id: '45:e1:74:12:6e:00' }, 'ble-45e174126e00'],
    ['$1-$2', ['jane', 'phone'], {}, 'jane-phone'],
    ['$.device.id', [], { device: { id: 7 } }, '7'],
  ])('%s with %j and %j', (template, captures, payload, slug) => {
    expect(name(template, captures, payload)).toBe(slug)
  })

  it('keeps what is readable, and a hash beside it', () => {
    expect(name('qz-$1', ['Anna Bräuer'])).toEqual(hashed('qz-anna-br-uer'))
    expect(name('$1', ['…'])).toEqual(hashed('device'))
    expect(name('$1', ['x'.repeat(300)])).toBeUndefined()
  })

  it.each([
    ['in other letters', 'Anna', 'anna'],
    ['with another sign', 'a b', 'a-b'],
    ['that looks like a hashed one', foreignSlug('A b'), 'A b'],
  ])('does not confuse it with one %s', (_, one, other) => {
    expect(name('$1', [one])).not.toBe(name('$1', [other]))
  })

  it('does not confuse captures that make the same text together', () => {
    expect(name('$1-$2', ['a-b', 'c'])).not.toBe(name('$1-$2', ['a', 'b-c']))
    expect(name('$1$2', ['ab', 'c'])).not.toBe(name('$1$2', ['a', 'bc']))
  })

  it.each([[undefined], [null], [''], [{}], [[]], [true], [Number.NaN]])('is none when the payload says %j', (id) => {
    expect(name('$.id', [], { id })).toBeUndefined()
  })

  it.each(['', 'Not A Slug', '$0', '$$', '$.a..b', 'x-$.'])('%j is no template', (template) => {
    expect(parseDeviceName(template)).toBeUndefined()
  })

  it('is a slug, and another one for other captures', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.constantFrom('__proto__', '..', 'a..b', 'A', 'a'),
    )
    fc.assert(
      fc.property(fc.tuple(text, text), fc.tuple(text, text), (one, other) => {
        const [a, b] = [name('x-$1-$2', one), name('x-$1-$2', other)]
        expect(isSlug(a ?? '')).toBe(true)
        const isAddress = [...one, ...other].some((each) => /^[0-9a-f:-]{12,}$/i.test(each))
        if (!isAddress) expect(a === b).toBe(one[0] === other[0] && one[1] === other[1])
      }),
      propertyRuns(1_000, 100_000),
    )
  })
})
