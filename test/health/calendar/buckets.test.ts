import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { bucketAt, bucketsOver, type Calendar } from '../../../src/health/calendar/buckets.js'
import { parseInterval } from '../../../src/health/calendar/interval.js'
import { openZone } from '../../../src/health/calendar/zone.js'
import type { Span } from '../../../src/health/clock.js'
import { dayMs, isoTime } from '../../../src/health/time.js'

const local = (text: string, zone: string): number =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds

const calendarOf = (interval: string, anchor: string, zone: string): Calendar => ({
  interval: parseInterval(interval),
  anchor: local(anchor, zone),
  zone: openZone(zone),
})

const hours = ({ start, end }: Span): number => (end - start) / 3_600_000
const spanOf = (from: string, to: string, zone: string): Span => ({ start: local(from, zone), end: local(to, zone) })

/** The borders near the anchor by stepping with Temporal, as slowly and plainly as can be. */
const naive = (interval: string, anchor: number, zone: string): readonly Span[] => {
  const from = Temporal.Instant.fromEpochMilliseconds(anchor).toZonedDateTimeISO(zone)
  const { years, months, weeks, days, hours, minutes, seconds } = Temporal.Duration.from(interval)
  const border = (n: number): number => {
    const date = { years: years * n, months: months * n, weeks: weeks * n, days: days * n }
    return from.add({ ...date, hours: hours * n, minutes: minutes * n, seconds: seconds * n }).epochMilliseconds
  }
  const indexes = Array.from({ length: 31 }, (_, at) => at - 15)
  return indexes.map((n) => ({ start: border(n), end: border(n + 1) })).filter(({ start, end }) => start < end)
}

const zones = [
  ...['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'],
  ...['America/Sao_Paulo', 'Africa/Casablanca', 'America/Havana', 'Pacific/Chatham'],
]
const intervals = [
  ...[
    'P1D',
    'P1W',
    'P1M',
    'P1Y',
    'P3M',
    'P2D',
    'PT1H',
    'PT24H',
    'PT5M',
    'P1DT12H',
    'P1M1D',
    'P1Y1M1W1DT1H1M1S',
    'PT90S',
  ],
]

describe('buckets', () => {
  it('are what stepping with Temporal gives, in every zone', () => {
    // Clocks that changed, besides the usual spring and autumn: Apia left out a day, Kathmandu moved by a quarter.
    const moments = [
      Date.UTC(2011, 11, 30),
      Date.UTC(1985, 11, 31, 18, 30),
      Date.UTC(2025, 2, 30),
      Date.UTC(2025, 9, 26),
    ]
    const anchor = fc.oneof(
      fc.integer({ min: Date.UTC(1972), max: Date.UTC(2100) }),
      fc.tuple(fc.constantFrom(...moments), fc.integer({ min: -3 * dayMs, max: 3 * dayMs })).map(([a, b]) => a + b),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...intervals),
        anchor.map((at) => Math.floor(at / 1_000) * 1_000),
        (name, interval, at) => {
          const expected = naive(interval, at, name)
          const whole = { start: expected[0]?.start ?? 0, end: expected.at(-1)?.end ?? 0 }
          const calendar = { interval: parseInterval(interval), anchor: at, zone: openZone(name) }
          expect(bucketsOver(calendar, whole)).toEqual(expected)
          const middle = expected[15] ?? whole
          expect(bucketsOver(calendar, { start: middle.end - 1, end: middle.end + 1 })).toHaveLength(2)
          expect(bucketAt(calendar, middle.end - 1)).toEqual(middle)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('cover a span and nothing beyond, on both sides of the anchor', () => {
    const calendar = calendarOf('P1D', '2026-11-22T06:00', 'Europe/Berlin')
    const around = bucketsOver(calendar, spanOf('2026-11-20T06:00', '2026-11-23T06:00', 'Europe/Berlin'))
    expect(around.map(({ start }) => isoTime(start))).toEqual([
      '2026-11-20T05:00:00.000Z',
      '2026-11-21T05:00:00.000Z',
      '2026-11-22T05:00:00.000Z',
    ])
    expect(bucketsOver(calendar, { start: calendar.anchor, end: calendar.anchor })).toEqual([])
  })

  it('have the length of each month, from an anchor on the 31st', () => {
    const calendar = calendarOf('P1M', '2026-01-31T00:00', 'Asia/Kathmandu')
    const year = bucketsOver(calendar, spanOf('2026-01-31T00:00', '2027-01-31T00:00', 'Asia/Kathmandu'))
    expect(year.map((month) => hours(month) / 24)).toEqual([28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31])
  })

  it('leave out the day that Apia left out', () => {
    const calendar = calendarOf('P1D', '2011-12-01T00:00', 'Pacific/Apia')
    const days = bucketsOver(calendar, spanOf('2011-12-29T00:00', '2012-01-01T00:00', 'Pacific/Apia'))
    expect(days.map(hours)).toEqual([24, 24])
  })

  it('are half an hour longer where the clocks of Lord Howe go back', () => {
    const calendar = calendarOf('P1D', '2026-01-01T00:00', 'Australia/Lord_Howe')
    expect(hours(bucketAt(calendar, local('2026-04-05T12:00', 'Australia/Lord_Howe')))).toBe(24.5)
    expect(hours(bucketAt(calendar, local('2026-10-04T12:00', 'Australia/Lord_Howe')))).toBe(23.5)
  })

  it('are bounded in number', () => {
    const second = calendarOf('PT1S', '2026-01-01T00:00', 'UTC')
    expect(() => bucketsOver(second, spanOf('2026-01-01T00:00', '2027-01-01T00:00', 'UTC'))).toThrow('31536000')
    const { start } = spanOf('2026-01-01T00:00', '2026-01-01T00:00', 'UTC')
    expect(bucketsOver(second, { start, end: start + 100_000_000 })).toHaveLength(100_000)
  })

  it('are bounded in years, where each has its changes of the clocks', () => {
    const year = calendarOf('P1Y', '2001-01-01T00:00', 'Europe/Berlin')
    const until = (end: string) => () => bucketsOver(year, spanOf('1970-01-01T00:00', end, 'Europe/Berlin'))
    expect(until('9999-01-01T00:00')).toThrow('300 years')
    expect(until('2200-01-01T00:00')()).toHaveLength(230)
  })
})
