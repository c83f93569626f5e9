import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSlug, slugPattern } from '../../src/health/slug.js'

it.each(['me', 'polar-h10-a1b2', '7', 'a.b_c-d', 'a'.repeat(64)])('takes %s', (text) => {
  expect(isSlug(text)).toBe(true)
})

it.each(['', '-a', '.a', 'A', 'a b', 'a/b', 'é', 'a\n', 'a'.repeat(65)])('refuses "%s"', (text) => {
  expect(isSlug(text)).toBe(false)
})

it('says what the pattern says, also when asked again', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 70 }), (text) => {
      expect(isSlug(text)).toBe(slugPattern.test(text))
      expect(isSlug(text)).toBe(slugPattern.test(text))
    }),
  )
})
