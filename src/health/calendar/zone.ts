import { Temporal } from 'temporal-polyfill'
import { type Fault, invalidArgument } from '../error.js'
import { dayMs } from '../time.js'
import { isTimeZone } from '../time-zone.js'

/** A stretch of time, epoch ms, in which the clocks of a zone run evenly; `offset` in ms, east of Greenwich positive. */
interface Period {
  readonly start: number
  readonly end: number
  readonly offset: number
}

/**
 * A time zone as arithmetic. Local times are ms as if they were UTC: 02:30 on the wall is what `Date.UTC` makes of it.
 */
export interface Zone {
  /** Its IANA name. */
  readonly name: string
  /** What the clocks on the wall show at an instant. */
  localAt(at: number): number
  /**
   * When the clocks show a local time: the first time where they show it twice, and as much later as was left out where
   * they skip it (RFC 5545; Temporal's `compatible`).
   */
  instantAt(local: number): number
}

const nanosecondsPerMs = 1_000_000
const periodsMax = 1_000

/** The period around an instant, from the data of the IANA time zone database. */
const periodAt = (name: string, at: number): Period => {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name)
  // The transition before an instant is strictly before it, and one that happens at the instant begins its period.
  const previous = moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const next = moment.getTimeZoneTransition('next')
  return {
    start: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    end: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: moment.offsetNanoseconds / nanosecondsPerMs,
  }
}

/** Keeps the periods it has met: a year of days asks some seven hundred times, and there are three. */
class PeriodZone implements Zone {
  readonly name: string
  readonly #periods: Period[] = []
  #recent: Period = { start: 0, end: 0, offset: 0 }

  constructor(name: string) {
    this.name = name
  }

  localAt(at: number): number {
    return at + this.#offsetAt(at)
  }

  instantAt(local: number): number {
    const before = this.#offsetAt(local - dayMs)
    const after = this.#offsetAt(local + dayMs)
    const first = local - Math.max(before, after)
    const second = local - Math.min(before, after)
    if (this.localAt(first) === local) return first
    return this.localAt(second) === local ? second : local - before
  }

  #offsetAt(at: number): number {
    const holds = ({ start, end }: Period): boolean => at >= start && at < end
    if (!holds(this.#recent)) this.#recent = this.#periods.find(holds) ?? this.#meet(at)
    return this.#recent.offset
  }

  #meet(at: number): Period {
    const period = periodAt(this.name, at)
    if (this.#periods.length < periodsMax) this.#periods.push(period)
    return period
  }
}

/** The zone with this IANA name. Throws `invalidArgument` at `pointer` when there is none. */
export function openZone(name: string, pointer = '/timeZone'): Zone {
  if (isTimeZone(name)) return new PeriodZone(name)
  const fault: Fault = { pointer, message: 'is not an IANA time zone' }
  throw invalidArgument('the time zone is not known', [fault])
}
