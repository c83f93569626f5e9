import { dayMs, dayNumber } from '../time.js'
import { followsCalendar, type Interval } from './interval.js'
import type { Zone } from './zone.js'

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day of the Gregorian calendar, `2026-11-22`, as days since 1970-01-01; undefined when there is no such day. */
export const parseDate = (text: string): number | undefined => {
  const [, year, month, day] = datePattern.exec(text) ?? []
  const number = dayNumber(Number(year), Number(month), Number(day))
  return Number.isNaN(number) || number < 0 ? undefined : number
}

/** The same as text: `2026-11-22`. */
export const dateText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** The day that it is in a zone, as days since 1970-01-01. */
export const dayAt = (zone: Zone, at: number): number => Math.floor(zone.localAt(at) / dayMs)

/** When a day begins in a zone, epoch ms: at midnight, or where the clocks skip midnight, as they go on. */
export const dayStart = (zone: Zone, day: number): number => zone.instantAt(day * dayMs)

// Monday, first of the month and of the year at once, and HealthKit's own reference date.
const referenceDay = 11_323

/**
 * The anchor of a collection that names none: local midnight, of a Monday for weeks, of the first for months and of
 * 1 January for years. Exact intervals begin at the midnight before `at`, because they lose midnight where clocks change.
 */
export const usualAnchor = (interval: Interval, zone: Zone, at: number): number =>
  dayStart(zone, followsCalendar(interval) ? referenceDay : dayAt(zone, at))
