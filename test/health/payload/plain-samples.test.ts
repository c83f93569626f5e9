import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { readPlainSamples } from '../../../src/health/payload/plain-samples.js'
import { anyReading } from '../any-reading.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const start = '2026-11-22T10:00:00.000Z'
const beat = { type: 'heartRate', start, value: 142, unit: 'count/min' }
const message = (...samples: readonly object[]): string => JSON.stringify({ seq: 17, samples })

/** What `JSON.parse` and `parseReadings` make of the message; undefined when they refuse it. */
function careful(text: string): object | undefined {
  try {
    const { seq, samples } = JSON.parse(text) as { seq?: number; samples: unknown }
    return { seq, readings: parseReadings(samples) }
  } catch {
    return undefined
  }
}

const verdict = (text: string) => readPlainSamples(bytes(text))

describe('a plain message', () => {
  it.each([
    ['one sample', message(beat)],
    ['several', message(beat, { ...beat, value: -0.25 }, { type: 'stepCount', start, value: 1e3 })],
    ['all that a plain sample has', message({ ...beat, end: start, source: 'watch', device: 'strap-1', metadata: {} })],
    ['no number', JSON.stringify({ samples: [beat] })],
    ['the number behind the samples', JSON.stringify({ samples: [beat], seq: 3 })],
    ['space between everything', JSON.stringify({ seq: 1, samples: [beat] }, undefined, '\t')],
    ['times in epoch ms', message({ ...beat, start: 1_763_805_600_000, end: 1_763_805_600_500 })],
    ['another unit', message({ ...beat, unit: 'Hz', value: 2.5 })],
    ['the full identifier', message({ ...beat, type: 'HKQuantityTypeIdentifierHeartRate' })],
    ['a member twice', `{"samples":[{"type":"stepCount",${JSON.stringify(beat).slice(1)}]}`],
    ['fifteen digits', message({ ...beat, value: 123456.789012345 })],
  ])('with %s is read as if with care', (_, text) => {
    expect(verdict(text)).toBeDefined()
    expect(verdict(text)).toEqual(careful(text))
  })

  it('is read from the middle of a buffer', () => {
    const text = message(beat)
    const whole = bytes(`xx${text}yy`)
    expect(readPlainSamples(whole.subarray(2, 2 + text.length))).toEqual(careful(text))
  })

  it('does not change when its buffer is used again', () => {
    const payload = bytes(message({ ...beat, source: 'once-only' }))
    const found = readPlainSamples(payload)
    payload.fill(0)
    expect(found?.readings).toMatchObject([{ source: 'once-only', type: 'heartRate' }])
    expect(verdict(message({ ...beat, source: 'once-only' }))).toEqual(found)
  })
})

describe('left to a careful reader is', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'online'],
    ['an end too early', message(beat).slice(0, -1)],
    ['more behind the end', `${message(beat)}{}`],
    ['a comma too many', message(beat).replace('}]', '},]')],
    ['no samples', JSON.stringify({ seq: 1, samples: [] })],
    ['a number alone', JSON.stringify({ seq: 1 })],
    ['a sequence number that is none', JSON.stringify({ seq: -1, samples: [beat] })],
    ['an unknown member', JSON.stringify({ samples: [beat], extra: 1 })],
    ['a wrong sample', message(beat, { ...beat, value: 'x' })],
    ['a missing value', message({ type: 'heartRate', start })],
    ['a series', message({ type: 'heartRate', start, interval: 1000, values: [1] })],
    ['metadata', message({ ...beat, metadata: { mine: 1 } })],
    ['a UUID', message({ ...beat, uuid: '0192f0c1-2b3d-7e4f-8a5b-6c7d8e9fa0b1' })],
    ['another spelling of the time', message({ ...beat, start: '2026-11-22T10:00Z' })],
    ['a day that is none', message({ ...beat, start: '2026-02-30T10:00:00.000Z' })],
    ['a year before 1970', message({ ...beat, start: '1969-12-31T10:00:00.000Z' })],
    ['half a millisecond', message({ ...beat, start: 1_763_805_600_000.5 })],
    ['a time before 1970', message({ ...beat, start: -1 })],
    ['a time past the year 9999', message({ ...beat, start: 253_402_300_800_000 })],
    ['an escape', message(beat).replace('heartRate', 'he\\u0061rtRate')],
    ['an exponent', message(beat).replace('142', '1e2')],
    ['sixteen digits', message(beat).replace('142', '0.1234567890123456')],
    ['a leading zero', message(beat).replace('142', '042')],
    ['a bare point', message(beat).replace('142', '142.')],
    ['a plus sign', message(beat).replace('142', '+142')],
  ])('%s', (_, text) => {
    expect(verdict(text)).toBeUndefined()
  })
})

describe('the quick reader', () => {
  it('agrees with the careful one, or leaves the message to it', () => {
    const texts = fc
      .tuple(fc.array(anyReading, { maxLength: 3 }), fc.nat(1e6), fc.constantFrom(undefined, 1, '\n'))
      .map(([samples, seq, space]) => JSON.stringify({ seq, samples }, undefined, space))
    fc.assert(
      fc.property(texts, (text) => {
        const quick = verdict(text)
        if (quick !== undefined) expect(quick).toEqual(careful(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('reads any plain decimal as JSON.parse does', () => {
    const decimals = fc.tuple(fc.integer({ min: -1e7, max: 1e7 }), fc.nat(9_999_999)).map(([a, b]) => `${a}.${b}`)
    fc.assert(
      fc.property(fc.oneof(decimals, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)), (number) => {
        const text = message(beat).replace('142', number)
        const quick = verdict(text)
        if (quick !== undefined) expect(quick).toEqual(careful(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('takes any bytes, and never more than the careful one would', () => {
    const change = fc.record({ at: fc.nat(120), code: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const payload = bytes(message(beat))
        for (const { at, code } of changes) payload[at % payload.length] = code
        const quick = readPlainSamples(payload)
        if (quick !== undefined) expect(quick).toEqual(careful(new TextDecoder().decode(payload)))
      }),
      { numRuns: 3000 },
    )
  })
})
