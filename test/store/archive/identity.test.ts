import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUuid } from '../../../src/health/uuid.js'
import { Identity, saltBits, uuidBytes, uuidText } from '../../../src/store/archive/identity.js'

const parts = fc.record({
  stream: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  start: fc.nat(2 ** 48 - 1),
  generation: fc.nat(4_095),
})

describe('the identity of a packed quantity', () => {
  it('is a UUID version 7 that says stream, start and generation', () => {
    const property = fc.property(parts, fc.nat(2 ** saltBits - 1), ({ stream, start, generation }, salt) => {
      const uuid = new Identity(salt).uuid(stream, start, generation)
      expect(isUuid(uuid) && uuid[14] === '7').toBe(true)
      expect(uuidText(uuidBytes(uuid))).toBe(uuid)
      expect(new Identity(salt).read(uuid)).toEqual({ stream, start, generation })
      expect(new Identity(salt ^ 1).read(uuid)).toBeUndefined()
    })
    fc.assert(property)
  })

  it.each(['', 'nonsense', '018f0000-0000-4000-8000-000000000001'])('is not read from %j', (text) => {
    expect(new Identity(1).read(text)).toBeUndefined()
  })
})
