import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CivilDays, clockHours } from '../../src/activity/civil-days.js'
import type { Person } from '../../src/activity/person.js'
import { daysOver } from '../../src/activity/window.js'
import { parseDate } from '../../src/health/calendar/civil-day.js'
import { dayMs } from '../../src/health/time.js'

const hourMs = 3_600_000
const zones = [
  ...['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Asia/Tokyo'],
  ...['Pacific/Apia', 'America/Havana', 'UTC'],
]
const instant = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2030) })

/** A person who moves a few times, at least two days apart, and not over the date line. */
const traveller = fc
  .tuple(
    fc.array(fc.constantFrom(...zones.filter((zone) => zone !== 'Pacific/Apia')), { minLength: 1, maxLength: 4 }),
    instant,
    fc.integer({ min: 2 * dayMs, max: 400 * dayMs }),
  )
  .map(([stays, from, apart]): Person => {
    const timeZone = stays.map((value, at) => ({ value, from: from + at * apart }))
    return { timeZone: stays.at(-1) ?? 'UTC', history: { timeZone } }
  })
const settled = fc.constantFrom(...zones).map((timeZone): Person => ({ timeZone }))

describe('the days of a person', () => {
  it('follow each other, and every instant is in one', () => {
    fc.assert(
      fc.property(fc.oneof(traveller, settled), instant, (person, at) => {
        const days = new CivilDays(person)
        const day = days.day(days.dayAt(at))
        expect(day.start).toBeLessThanOrEqual(at)
        expect(day.end).toBeGreaterThan(at)
        expect(days.day(day.day + 1).start).toBe(day.end)
      }),
      { numRuns: 300 },
    )
  })

  it('are divided into clock hours without gap or overlap, at most 24 of one who stays', () => {
    fc.assert(
      fc.property(settled, instant, (person, at) => {
        const days = new CivilDays(person)
        const day = days.day(days.dayAt(at))
        const hours = clockHours(day)
        expect(hours[0]?.start).toBe(day.start)
        expect(hours.at(-1)?.end).toBe(day.end)
        expect(hours.slice(1).map(({ start }) => start)).toEqual(hours.slice(0, -1).map(({ end }) => end))
        expect(hours.length).toBeLessThanOrEqual(24)
      }),
      { numRuns: 300 },
    )
  })

  it('have no hour that was left out, and one of 90 minutes where half an hour came twice', () => {
    const lengths = (timeZone: string, date: string) =>
      clockHours(new CivilDays({ timeZone }).day(parseDate(date) ?? 0)).map(({ start, end }) => (end - start) / hourMs)
    expect(lengths('Europe/Berlin', '2025-03-30')).toEqual(Array(23).fill(1))
    expect(lengths('Europe/Berlin', '2025-10-26').filter((hours) => hours === 2)).toHaveLength(1)
    expect(lengths('Australia/Lord_Howe', '2026-04-05').filter((hours) => hours === 1.5)).toHaveLength(1)
  })
})

describe('a window of days', () => {
  const days = new CivilDays({ timeZone: 'Europe/Berlin' })
  const now = Date.UTC(2026, 10, 22, 12)
  const today = parseDate('2026-11-22') ?? 0

  it.each([
    ['nothing', {}, [today - 6, today + 1]],
    ['a start', { start: { day: today - 2 } }, [today - 2, today + 1]],
    ['an end', { end: { day: today } }, [today - 7, today]],
    ['instants inside days', { start: { at: now - dayMs }, end: { at: now } }, [today - 1, today + 1]],
    ['midnights', { start: { at: now - 13 * hourMs }, end: { at: now + 11 * hourMs } }, [today, today + 1]],
  ])('by %s', (_, window, [first, end]) => {
    expect(daysOver(days, window, now)).toEqual({ first, end })
  })
})
