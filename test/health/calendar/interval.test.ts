import { describe, expect, it } from 'vitest'
import { parseInterval } from '../../../src/health/calendar/interval.js'
import { refusalOf } from '../refusal.js'

describe('an interval', () => {
  it.each([
    ['P1D', { months: 0, days: 1, ms: 0 }],
    ['P1W', { months: 0, days: 7, ms: 0 }],
    ['P1M', { months: 1, days: 0, ms: 0 }],
    ['P1Y2M', { months: 14, days: 0, ms: 0 }],
    ['PT1H', { months: 0, days: 0, ms: 3_600_000 }],
    ['PT5M', { months: 0, days: 0, ms: 300_000 }],
    ['PT1.5S', { months: 0, days: 0, ms: 1_500 }],
    ['P1DT12H', { months: 0, days: 1, ms: 43_200_000 }],
  ])('reads %s', (text, interval) => {
    expect(parseInterval(text)).toEqual(interval)
  })

  it.each([
    ...['', 'P', 'PT', 'P1DT', '1D', 'p1d', 'P1H', 'PT1D', 'P1D1M', 'P-1D', '-P1D', 'P1DT-1H', 'P1.5D', 'PT0.0004H'],
    ...['P0D', 'PT0S', 'P0Y0M', 'P101Y', 'P9999999999D', '1d', 'day', ' P1D'],
  ])('refuses %j', (text) => {
    expect(refusalOf(() => parseInterval(text))).toEqual({ code: 'invalidArgument', pointers: ['/interval'] })
  })
})
