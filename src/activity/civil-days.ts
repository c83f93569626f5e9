import { dateText, dayAt, dayStart } from '../health/calendar/civil-day.js'
import { openZone, type Zone } from '../health/calendar/zone.js'
import type { Span } from '../health/clock.js'
import { dayMs } from '../health/time.js'
import type { Person } from './person.js'

/** A day of the calendar as a person lived it; `start` and `end` are epoch ms. */
export interface CivilDay extends Span {
  /** Days since 1970-01-01. */
  readonly day: number
  /** `2026-11-22`. */
  readonly date: string
  /** The zone in which it began. */
  readonly zone: Zone
}

const hourMs = 3_600_000

interface Stay {
  readonly zone: Zone
  readonly from: number
}

const staysOf = ({ timeZone, history }: Person): readonly [Stay, ...Stay[]] => {
  const [first, ...later] = (history?.timeZone ?? []).map(({ value, from }) => ({
    zone: openZone(value ?? timeZone),
    from,
  }))
  return [first ?? { zone: openZone(timeZone), from: 0 }, ...later]
}

/**
 * The days of a person's calendar. A day is of the zone in which it began, and lasts until the next one begins: who flies
 * east has a short day, and no instant is in two of them or in none.
 */
export class CivilDays {
  readonly #stays: readonly [Stay, ...Stay[]]

  constructor(person: Person) {
    this.#stays = staysOf(person)
  }

  /** Days since 1970-01-01 of the day that an instant is in. */
  dayAt(at: number): number {
    let day = dayAt(this.#stays[0].zone, at)
    while (this.startOf(day) > at) day -= 1
    while (this.startOf(day + 1) <= at) day += 1
    return day
  }

  /** When a day begins, epoch ms. */
  startOf(day: number): number {
    return dayStart(this.#zoneOf(day), day)
  }

  day(day: number): CivilDay {
    const start = this.startOf(day)
    return { day, date: dateText(day), zone: this.#zoneOf(day), start, end: Math.max(start, this.startOf(day + 1)) }
  }

  // The person's own move counts from the first midnight after it.
  #zoneOf(day: number): Zone {
    const stay = this.#stays.findLast(({ zone, from }) => from <= dayStart(zone, day)) ?? this.#stays[0]
    return stay.zone
  }
}

/** The hours of a day as the clocks on the wall count them: one that they show twice is one, one that they skip none. */
export function clockHours({ day, zone, start, end }: CivilDay): readonly Span[] {
  const hours: Span[] = []
  for (let hour = 0, from = start; from < end; hour += 1) {
    const next = Math.min(zone.instantAt(day * dayMs + (hour + 1) * hourMs), end)
    if (from < next) hours.push({ start: from, end: next })
    from = Math.max(from, next)
  }
  return hours
}
