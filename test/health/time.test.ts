import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoTime, parseBorder, parseInstant, timeLimit } from '../../src/health/time.js'

const at = Date.UTC(2026, 10, 22, 10, 0, 0, 0)

describe('an instant', () => {
  it.each([
    ['UTC with milliseconds', '2026-11-22T10:00:00.000Z', at],
    ['UTC without fraction', '2026-11-22T10:00:00Z', at],
    ['minutes only', '2026-11-22T10:00Z', at],
    ['an offset', '2026-11-22T11:00:00+01:00', at],
    ['an offset without colon', '2026-11-22T04:30:00-0530', at],
    ['an offset of hours', '2026-11-22T12:00:00+02', at],
    ['microseconds, rounded', '2026-11-22T10:00:00.0006Z', at + 1],
    ['a fraction that carries', '2026-11-22T09:59:59.9996Z', at],
    ['a comma', '2026-11-22T10:00:00,5Z', at + 500],
    ['a leap day', '2024-02-29T00:00:00.000Z', Date.UTC(2024, 1, 29)],
    ['a local day before the epoch', '1969-12-31T23:30:00-01:00', 1_800_000],
    ['epoch milliseconds', at, at],
    ['a fraction of a millisecond', at + 0.4, at],
    ['the beginning', 0, 0],
    ['the end', timeLimit - 1, timeLimit - 1],
  ])('is read from %s', (_, value, expected) => {
    expect(parseInstant(value)).toBe(expected)
  })

  it.each([
    ['text without an offset', '2026-11-22T10:00:00.000'],
    ['a date alone', '2026-11-22'],
    ['30 February', '2026-02-30T00:00:00.000Z'],
    ['29 February of a common year', '2100-02-29T00:00:00.000Z'],
    ['month 13', '2026-13-01T00:00:00.000Z'],
    ['day 0', '2026-01-00T00:00:00.000Z'],
    ['hour 24', '2026-01-01T24:00:00.000Z'],
    ['minute 60', '2026-01-01T00:60:00.000Z'],
    ['a leap second', '2016-12-31T23:59:60.000Z'],
    ['an offset of 24 hours', '2026-01-01T00:00:00+24:00'],
    ['a letter among the digits', '2026-0x-01T00:00:00.000Z'],
    ['a letter in the fraction', '2026-01-01T00:00:00.00xZ'],
    ['a year before 1970', '1969-12-31T23:59:59.999Z'],
    ['the year 10000', timeLimit],
    ['a time that rounds into it', timeLimit - 0.5],
    ['a negative number', -1],
    ['no number', Number.NaN],
    ['an endless one', Infinity],
    ['digits as text', '1790000000000'],
    ['nothing', undefined],
    ['null', null],
    ['a list', [at]],
  ])('is not read from %s', (_, value) => {
    expect(parseInstant(value)).toBeUndefined()
  })

  it.each([
    ['an instant', '2026-11-22T11:00:00+01:00', at],
    ['a year before 1970', '1969-12-31T23:59:59.999Z', 0],
    ['the distant past', '0001-01-01T00:00:00Z', 0],
    ['a negative number', -62_135_769_600_000, 0],
    ['a day that there is not', '1969-02-30T00:00:00Z', undefined],
    ['an endless past', -Infinity, undefined],
    ['digits as text', '-5', undefined],
    ['nothing', undefined, undefined],
  ])('as the border of a window is read from %s', (_, value, expected) => {
    expect(parseBorder(value)).toBe(expected)
  })

  it('is the same after it was written, in any offset', () => {
    const instants = fc.integer({ min: 0, max: timeLimit - 1 })
    fc.assert(
      fc.property(instants, (ms) => {
        expect(parseInstant(isoTime(ms))).toBe(ms)
        expect(parseInstant(isoTime(ms).replace('Z', '+00:00'))).toBe(ms)
      }),
      { numRuns: 2000 },
    )
  })

  it('is read from any text or not at all', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/))
    fc.assert(
      fc.property(texts, (text) => {
        const ms = parseInstant(text)
        if (ms !== undefined) expect(ms).toBe(Date.parse(text))
      }),
      { numRuns: 2000 },
    )
  })
})
