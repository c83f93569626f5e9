import { describe, expect, it } from 'vitest'
import { createUuidV7, isUuid, readUuid } from '../../src/health/uuid.js'

const zeros = (buffer: Uint8Array): Uint8Array => buffer.fill(0)
const ones = (buffer: Uint8Array): Uint8Array => buffer.fill(255)
const known = '0192f0c1-2b3d-7e4f-8a5b-6c7d8e9fa0b1'

describe('a new UUID', () => {
  it('has the time, the version and the variant in their places', () => {
    expect(createUuidV7(() => 0x0192f0c12b3d, zeros)()).toBe('0192f0c1-2b3d-7000-8000-000000000000')
    expect(createUuidV7(() => 0x0192f0c12b3d, ones)()).toBe('0192f0c1-2b3d-77ff-bfff-ffffffffffff')
  })

  it('sorts behind the one before it within a millisecond', () => {
    const create = createUuidV7(() => 1000, ones)
    const made = Array.from({ length: 10_000 }, create)
    expect(made).toEqual([...new Set(made)].sort())
  })

  it('sorts behind the one before it when the clock steps back', () => {
    const times = [5000, 4000, 4001, 5001]
    const create = createUuidV7(() => times.shift() ?? 0, zeros)
    const made = Array.from({ length: 4 }, create)
    expect(made).toEqual([...made].sort())
  })

  it('is a UUID', () => {
    expect(isUuid(createUuidV7(() => 1, ones)())).toBe(true)
  })
})

describe('a UUID from outside', () => {
  it('is kept in lower case', () => {
    expect(readUuid(known)).toBe(known)
    expect(readUuid(known.toUpperCase())).toBe(known)
  })

  it.each([
    ['one digit less', known.slice(1)],
    ['one digit more', `${known}0`],
    ['no hyphens', known.replaceAll('-', '0')],
    ['a hyphen too many', known.replace('0192f', '0192-')],
    ['a letter beyond f', known.replace('f', 'g')],
    ['braces', `{${known.slice(2)}}`],
    ['a character beyond ASCII whose low bits are a digit', known.replace('0', 'İ')],
  ])('with %s is none', (_, text) => {
    expect(isUuid(text)).toBe(false)
  })
})
