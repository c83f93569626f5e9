import { parseInstant } from '../../../../src/health/time.js'
import type { Fields } from '../../profiles/layout/field-value.js'
import { numberIn, textIn } from '../fields.js'

/** A measurement and when it was made, epoch ms. */
export interface Measurement {
  readonly fields: Fields
  readonly at: number
  /** The time by the sensor's own clock, which knows no zone. */
  readonly deviceTime?: string | undefined
}

interface Heard {
  readonly fields: Fields
  readonly at: number
  /** The sensor's clock read as UTC, epoch ms; undefined when it did not tell one. */
  readonly clock: number | undefined
}

const silenceMs = 2_000
const longestMs = 10_000
const pendingMost = 128
const quarterMs = 900_000
// Farther from UTC no civil time is.
const zoneMost = 14 * 4 * quarterMs

const clockOf = (fields: Fields): number | undefined => {
  const timestamp = textIn(fields, 'timestamp')
  return timestamp === undefined ? undefined : parseInstant(`${timestamp}Z`)
}

/** Whether the sensor told a whole date and time. */
export const isTimed = (fields: Fields): boolean => clockOf(fields) !== undefined

const available = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

const isOfUser = (fields: Fields, user: number | undefined): boolean => {
  const its = numberIn(fields, 'userId')
  return its === undefined || user === undefined || its === user
}

/**
 * Gathers what a sensor sends in one go (gatt-profiles § 12): values while they settle, of which the last counts; a
 * measurement in several packets; measurements kept from before, of this person and of others. The newest is taken for one
 * that was just made: it tells whose the burst is, and by how many quarters of an hour the sensor's clock, which is
 * local time, differs from ours.
 */
export class Burst {
  readonly #heard = new Map<number | undefined, Heard>()
  #firstAt = 0
  #lastAt = 0

  add(fields: Fields, at: number): void {
    if (this.#heard.size === 0) this.#firstAt = at
    this.#lastAt = at
    const clock = clockOf(fields)
    const before = this.#heard.get(clock)
    this.#heard.set(clock, { clock, at, fields: { ...before?.fields, ...available(fields) } })
    const oldest = this.#heard.size > pendingMost ? this.#heard.keys().next().value : undefined
    if (oldest !== undefined) this.#heard.delete(oldest)
  }

  isOver(at: number): boolean {
    return this.#heard.size > 0 && (at - this.#lastAt >= silenceMs || at - this.#firstAt >= longestMs)
  }

  /** What was gathered, oldest first, and how many measurements are another person's or of a time that nobody knows. */
  finish(): { readonly measurements: readonly Measurement[]; readonly others: number; readonly untimed: number } {
    const timed = [...this.#heard.values()].filter(({ clock }) => clock !== undefined).sort(byClock)
    const loose = this.#heard.get(undefined)
    this.#heard.clear()
    const newest = timed.at(-1)
    if (newest === undefined)
      return { measurements: loose ? [{ fields: loose.fields, at: loose.at }] : [], others: 0, untimed: 0 }
    const own = timed.filter(({ fields }) => isOfUser(fields, numberIn(newest.fields, 'userId')))
    const whole = own.map((heard) =>
      heard === newest && loose ? { ...heard, fields: { ...loose.fields, ...heard.fields } } : heard,
    )
    const measurements = whole.flatMap((heard) => placed(heard, newest))
    return { measurements, others: timed.length - own.length, untimed: own.length - measurements.length }
  }
}

const byClock = (one: Heard, other: Heard): number => (one.clock ?? 0) - (other.clock ?? 0)

/** The measurement at its time; none when the sensor's clock is not set and the measurement is not the newest. */
function placed({ fields, at, clock = 0 }: Heard, newest: Heard): readonly Measurement[] {
  const offset = Math.round(((newest.clock ?? 0) - newest.at) / quarterMs) * quarterMs
  const deviceTime = textIn(fields, 'timestamp')
  if (Math.abs(offset) <= zoneMost) return [{ fields, at: clock - offset, deviceTime }]
  return clock === newest.clock ? [{ fields, at, deviceTime }] : []
}
