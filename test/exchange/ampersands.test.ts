import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Ampersands } from '../../src/exchange/ampersands.js'

const escaped = (...chunks: readonly string[]): string => {
  const ampersands = new Ampersands()
  return chunks.map((chunk) => ampersands.escape(chunk)).join('') + ampersands.rest()
}

it.each([
  ['Tom & Jerry', 'Tom &amp; Jerry'],
  ['a&b; c', 'a&b; c'],
  ['AT&T&amp;Co', 'AT&amp;T&amp;Co'],
  ['&#38;&#x26;&#xZ;&#;', '&#38;&#x26;&amp;#xZ;&amp;#;'],
  ['&&;&', '&amp;&amp;;&amp;'],
  ['a & b; c', 'a &amp; b; c'],
])('reads %j as %j', (text, expected) => {
  expect(escaped(text)).toBe(expected)
})

it('reads a document the same in whatever chunks it comes', () => {
  const text = fc.string({ unit: fc.constantFrom('&', ';', '#', 'x', 'a', '1', ' ', '<', 'amp'), maxLength: 90 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(90)), (whole, cuts) => {
      const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length]
      const chunks = places.slice(1).map((place, index) => whole.slice(places[index], place))
      expect(escaped(...chunks)).toBe(escaped(whole))
    }),
  )
})

it('holds back no more than a name may be long', () => {
  const long = `&${'a'.repeat(40)}`
  expect(new Ampersands().escape(long)).toBe(`&amp;${'a'.repeat(40)}`)
})
