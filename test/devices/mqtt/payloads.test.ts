import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  glimpse,
  parseBattery,
  parseBirth,
  parseSamples,
  parseStatus,
  parseWorkoutCommand,
} from '../../../devices/mqtt/payloads.js'
import { HealthError } from '../../../src/health/error.js'
import { beats } from './recorded-handlers.js'

const bytes = (content: unknown): Uint8Array =>
  new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))

/** What a parser says against a payload: code and pointers. */
function refusalOf(parse: (payload: Uint8Array) => unknown, payload: Uint8Array): [string, ...string[]] {
  try {
    parse(payload)
  } catch (error) {
    if (error instanceof HealthError) return [error.code, ...error.errors.map(({ pointer }) => pointer)]
    throw error
  }
  return ['taken']
}

describe('a birth', () => {
  it('says what a device is; unknown types and nulls are left out', () => {
    const birth = { name: 'H10', model: null, types: ['heartRate', 'HKQuantityTypeIdentifierStepCount', 'novel'] }
    expect(parseBirth(bytes({ ...birth, user: 'me', colour: 'red' }))).toEqual({
      name: 'H10',
      types: ['heartRate', 'stepCount'],
      user: 'me',
    })
    expect(parseBirth(bytes('{}'))).toEqual({})
  })

  it.each([
    [{ name: 7 }, '/name'],
    [{ types: 'heartRate' }, '/types'],
    [{ user: 'Not A Slug' }, '/user'],
    [{ firmware: 'x'.repeat(300) }, '/firmware'],
    [[], ''],
  ])('is refused for %j', (content, pointer) => {
    expect(refusalOf(parseBirth, bytes(content))).toEqual(['invalidArgument', pointer])
  })

  it('does not go on for ever', () => {
    expect(refusalOf(parseBirth, bytes({ name: 'x'.repeat(20_000) }))).toEqual(['dataSizeExceeded', ''])
  })
})

describe('a status', () => {
  it.each([
    ['online', 'online'],
    ['offline\n', 'offline'],
  ])('may be %j', (text, status) => expect(parseStatus(bytes(text))).toBe(status))

  it.each(['', 'on', 'ONLINE', '"online"'])('may not be %j', (text) => {
    expect(refusalOf(parseStatus, bytes(text))).toEqual(['invalidArgument', ''])
  })
})

describe('a battery', () => {
  it.each([0, 87.5, 100])('has a level of %d', (level) => expect(parseBattery(bytes({ level }))).toBe(level))

  it.each([{ level: -1 }, { level: 101 }, { level: '87' }, { level: null }, {}])('is refused for %j', (content) => {
    expect(refusalOf(parseBattery, bytes(content))).toEqual(['invalidArgument', '/level'])
  })
})

describe('a workout command', () => {
  it('carries what a start needs', () => {
    const start = { event: 'start', at: '2026-11-22T11:00:00+01:00', activityType: 'cycling', location: 'indoor' }
    const zones = { HKQuantityTypeIdentifierHeartRate: [120, 140] }
    expect(parseWorkoutCommand(bytes({ ...start, zones, configuration: { lapLength: 1_000 } }))).toEqual({
      ...start,
      zones: { heartRate: [120, 140] },
      at: Date.UTC(2026, 10, 22, 10),
      configuration: { lapLength: 1_000 },
    })
  })

  it.each([
    'pause',
    'resume',
    'lap',
    'segment',
    'marker',
    'next',
    'stop',
    'end',
    'discard',
    'pauseOrResumeRequest',
    'motionPaused',
    'motionResumed',
  ])('may be %s alone', (event) => expect(parseWorkoutCommand(bytes({ event }))).toEqual({ event }))

  it.each([
    [{ event: 'start' }, '/activityType'],
    [{ event: 'start', activityType: 'napping' }, '/activityType'],
    [{ event: 'fly' }, '/event'],
    [{ event: 'lap', at: 'noon' }, '/at'],
    [{ event: 'lap', at: null }, '/at'],
    [{ event: 'lap', location: 'here' }, '/location'],
    [{ event: 'lap', configuration: [] }, '/configuration'],
    [{ event: 'beginActivity', configuration: { zones: { heartRate: [] } } }, '/configuration/zones/heartRate'],
  ])('is refused for %j', (content, pointer) => {
    expect(refusalOf(parseWorkoutCommand, bytes(content))).toEqual(['invalidArgument', pointer])
  })
})

describe('samples', () => {
  it('come with their number', () => {
    const { samples } = JSON.parse(beats(140, 141))
    const { seq, readings } = parseSamples(bytes({ seq: 17, samples }))
    expect(seq).toBe(17)
    expect(readings).toMatchObject([{ value: 140 }, { value: 141, start: 1_700_000_001_000 }])
  })

  it('come as a series', () => {
    const series = { type: 'cyclingPower', unit: 'W', start: 1_700_000_000_000, interval: 1_000, values: [200, 210] }
    expect(parseSamples(bytes({ samples: [series] })).readings).toMatchObject([
      { kind: 'series', times: [1_700_000_000_000, 1_700_000_001_000], values: [200, 210] },
    ])
  })

  it.each([
    [{ samples: [] }, '/samples'],
    [{ samples: {} }, '/samples'],
    [{}, '/samples'],
    [{ seq: -1, samples: [{}] }, '/seq'],
    [{ samples: Array.from({ length: 10_001 }, () => 0) }, '/samples'],
    ['not json', ''],
    ['', ''],
  ])('are refused for %j', (content, pointer) => {
    expect(refusalOf(parseSamples, bytes(content))).toEqual(['invalidArgument', pointer])
  })

  it('are refused with a pointer to each bad one', () => {
    const { samples } = JSON.parse(beats(140, 141, 142))
    samples[1].value = 'NaN'
    samples[2].unit = 'kg'
    expect(refusalOf(parseSamples, bytes({ samples }))).toEqual([
      'invalidArgument',
      '/samples/1/value',
      '/samples/2/unit',
    ])
  })

  it('past a megabyte are not even read', () => {
    expect(refusalOf(parseSamples, new Uint8Array(1_048_577))).toEqual(['dataSizeExceeded', ''])
    expect(refusalOf(parseSamples, bytes(`{"samples":${'['.repeat(9_000)}`))).toEqual(['invalidArgument', ''])
  })

  it('say nothing of a value in an error', () => {
    try {
      parseSamples(bytes('{"samples": 4711 oops'))
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('4711')
    }
    expect.assertions(1)
  })
})

describe('a glimpse', () => {
  it.each([
    [
      { seq: 3, samples: [0, 0] },
      { seq: 3, readings: 2 },
    ],
    [{ seq: 'x', samples: 5 }, { readings: 1 }],
    ['nonsense', { readings: 1 }],
    [{ samples: [] }, { readings: 1 }],
    [{ samples: [0, 0, 0] }, { readings: 3 }],
  ])('of %j', (content, seen) => expect(glimpse(bytes(content))).toEqual(seen))
})

describe('any bytes', () => {
  const parsers = { parseBirth, parseBattery, parseStatus, parseWorkoutCommand, parseSamples, glimpse }
  const field = fc.constantFrom('seq', 'samples', 'event', 'at', 'level', 'types', 'name', '__proto__', 'toString')
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(bytes),
    fc.dictionary(field, fc.jsonValue({ maxDepth: 3 })).map(bytes),
    fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 }).map((samples) => bytes({ samples })),
  )

  it.each(Object.entries(parsers))('make %s answer or refuse, and nothing else', (_, parse) => {
    fc.assert(
      fc.property(payload, (input) => {
        expect(refusalOf(parse, input)[0]).toMatch(/^(taken|invalidArgument|dataSizeExceeded)$/)
      }),
      { numRuns: 500 },
    )
  })
})
