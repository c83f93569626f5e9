import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseReadings } from '../../src/health/json/reading-json.js'
import { readingSchema } from '../../src/health/json/reading-schema.js'
import { anyReading } from './any-reading.js'
import { refusalOf } from './refusal.js'

const byHand = (input: unknown): boolean => refusalOf(() => parseReadings([input])) === undefined
const bySchema = (input: unknown): boolean => readingSchema.safeParse(input).success

describe('the schema of a reading', () => {
  it('has the same verdict as the reader', { timeout: 30_000 }, () => {
    const verdicts = { right: 0, wrong: 0 }
    fc.assert(
      fc.property(anyReading, (input) => {
        const right = byHand(input)
        verdicts[right ? 'right' : 'wrong'] += 1
        expect(bySchema(input)).toBe(right)
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(verdicts.right, verdicts.wrong)).toBeGreaterThan(300)
  })

  it('can be told as JSON schema', () => {
    const schema = z.toJSONSchema(readingSchema, { io: 'input' })
    expect(JSON.stringify(schema)).toContain('HKQuantityTypeIdentifierHeartRate')
    expect(schema.anyOf).toHaveLength(9)
  })
})
