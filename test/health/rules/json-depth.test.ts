import { describe, expect, it } from 'vitest'
import { isTooDeep } from '../../../src/health/rules/json-depth.js'

const nested = (depth: number, inner = '1') => `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`
const padding = JSON.stringify('x'.repeat(5_000))

describe('JSON that nests beyond measure', () => {
  it('is told, in lists and objects', () => {
    expect(isTooDeep(nested(500_000))).toBe(true)
    expect(isTooDeep('{"a":'.repeat(5_000))).toBe(true)
    expect(isTooDeep(nested(65, padding))).toBe(true)
  })

  it('is not what is wide, or has brackets in its texts', () => {
    expect(isTooDeep(nested(64, padding))).toBe(false)
    expect(isTooDeep(JSON.stringify(Array.from({ length: 10_000 }, () => ({ a: [{}] }))))).toBe(false)
    expect(isTooDeep(JSON.stringify({ text: `${'[{'.repeat(5_000)}"\\` }))).toBe(false)
  })

  it('is told after a text that ends in an escape, and takes text that is no JSON', () => {
    expect(isTooDeep(`["\\\\",${nested(2_500)}]`)).toBe(true)
    expect(isTooDeep(`"${'['.repeat(5_000)}`)).toBe(false)
    expect(isTooDeep(`"${'\\'.repeat(5_001)}`)).toBe(false)
  })
})
