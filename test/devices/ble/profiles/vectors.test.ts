import { describe, expect, it } from 'vitest'
import { decode } from '../../../../devices/ble/profiles/codec.js'
import { octetsOf, sequenceVectors, singleVectors } from './vectors.js'

/** Whether two values agree as the vectors demand: numbers within 0.001, whole numbers exactly. */
const agrees = (actual: unknown, expected: unknown): boolean => {
  if (typeof expected === 'number') {
    const number = typeof actual === 'bigint' ? Number(actual) : actual
    return typeof number === 'number' && Math.abs(number - expected) <= 0.001
  }
  if (typeof expected !== 'object' || expected === null) return actual === expected
  if (typeof actual !== 'object' || actual === null) return false
  if (Array.isArray(expected) !== Array.isArray(actual)) return false
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length) return false
  return Object.entries(expected).every(([key, value]) =>
    agrees(Object.entries(actual).find(([own]) => own === key)?.[1], value),
  )
}

describe('the public vectors', () => {
  it('are all here', () => {
    expect(singleVectors).toHaveLength(104)
    expect(sequenceVectors).toHaveLength(4)
  })

  it.each(singleVectors)('$id is decoded: $note', ({ characteristic, hex, decoded, error, warnings }) => {
    const actual = decode(characteristic, octetsOf(hex))
    if (decoded === null) {
      expect(actual).toEqual({ error })
    } else {
      expect(actual).toSatisfy(({ fields }: typeof actual) => agrees(fields, decoded))
      expect(actual).toMatchObject({ warnings: warnings ?? [] })
    }
  })
})
