import { type CivilDay, CivilDays } from './civil-days.js'
import type { Person } from './person.js'

/** A side of a window: an instant, epoch ms, or a day since 1970-01-01, which begins at its own midnight. */
export type Side = { readonly at: number } | { readonly day: number }

/** Which days; a missing start is a week before the end, a missing end is that of the present day. */
export interface DayWindow {
  readonly start?: Side | undefined
  readonly end?: Side | undefined
}

/** Days since 1970-01-01: `first` is in, `end` is out. */
export interface DayRange {
  readonly first: number
  readonly end: number
}

const daysDefault = 7

/** The first day that is not before a side. */
const dayFrom = (days: CivilDays, side: Side): number => {
  if ('day' in side) return side.day
  const day = days.dayAt(side.at)
  return days.startOf(day) === side.at ? day : day + 1
}

/** The days that have some of a window. */
export function daysOver(days: CivilDays, { start, end }: DayWindow, now: number): DayRange {
  const until = end === undefined ? days.dayAt(now) + 1 : dayFrom(days, end)
  if (start === undefined) return { first: until - daysDefault, end: until }
  return { first: 'day' in start ? start.day : days.dayAt(start.at), end: until }
}

/** Those of a person's days, in order. */
export const civilDaysOf = (person: Person, { first, end }: DayRange): readonly CivilDay[] => {
  const days = new CivilDays(person)
  return Array.from({ length: Math.max(0, end - first) }, (_, at) => days.day(first + at))
}
