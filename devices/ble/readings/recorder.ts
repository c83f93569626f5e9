import type { Metadata, Reading } from '../../../src/health/sample.js'
import type { QuantityTypeName } from '../../../src/health/type.js'
import type { SensorFacts } from '../sensor-handlers.js'
import { isPlausible } from './plausible.js'
import type { Taken } from './sensor-reader.js'

/** A quantity in its canonical unit. */
export interface Quantity {
  readonly type: QuantityTypeName
  readonly value: number
  readonly metadata?: Metadata | undefined
}

/** Epoch ms. */
export interface Span {
  readonly since: number
  readonly at: number
}

const nothing: Metadata = Object.freeze({})

// Notifications are bunched now and then: several within a millisecond, and many after a stall.
const bunchMs = 10
const aheadMs = 1_000

/**
 * Collects what the values of one sensor come to. The same type and start is the same reading to the store, so quantities
 * that arrive together are kept a millisecond apart, and time is covered once by amounts of a type.
 */
export class Recorder {
  readonly #lastStart = new Map<QuantityTypeName, number>()
  readonly #coveredTo = new Map<QuantityTypeName, number>()
  #readings: Reading[] = []
  #refused = new Map<string, number>()
  #battery: number | undefined
  #facts: SensorFacts | undefined
  #event: Taken['event']

  /** A discrete quantity of an instant; refused when nobody does that. */
  instant({ type, value, metadata = nothing }: Quantity, at: number): void {
    const last = this.#lastStart.get(type) ?? Number.NEGATIVE_INFINITY
    const start = at > last ? at : Math.min(last + 1, at + aheadMs)
    this.#lastStart.set(type, Math.max(start, last))
    this.measured({ type, value, metadata }, start)
  }

  /** A discrete quantity at a time that the sensor has told: told again, it is the same reading. */
  measured({ type, value, metadata = nothing }: Quantity, at: number): void {
    if (isPlausible(type, value)) this.add({ kind: 'quantity', type, value, start: at, end: at, metadata })
    else this.refuse('implausible')
  }

  /** A cumulative quantity that was gathered in a span; of what is covered already, its share is left out. */
  amount({ type, value, metadata = nothing }: Quantity, { since, at }: Span): void {
    const covered = this.#coveredTo.get(type) ?? Number.NEGATIVE_INFINITY
    if (at + aheadMs < covered || (at <= covered && at - since > bunchMs)) return
    const start = Math.max(since, covered)
    const end = Math.max(at, start + 1)
    const share = start - since <= bunchMs ? 1 : (at - start) / (at - since)
    this.#coveredTo.set(type, end)
    this.add({ kind: 'quantity', type, value: value * share, start, end, metadata })
  }

  /** A reading that is ready. */
  add(reading: Reading): void {
    this.#readings.push(reading)
  }

  refuse(reason: string, readings = 1): void {
    if (readings > 0) this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + readings)
  }

  battery(level: number): void {
    this.#battery = level
  }

  facts(facts: SensorFacts): void {
    this.#facts = { ...this.#facts, ...facts }
  }

  propose(event: Taken['event']): void {
    this.#event = event
  }

  /** What was collected since the last time. */
  finish(): Taken {
    const refused = [...this.#refused].map(([reason, readings]) => ({ reason, readings }))
    const taken: Taken = {
      readings: this.#readings,
      refused,
      battery: this.#battery,
      facts: this.#facts,
      event: this.#event,
    }
    this.#readings = []
    if (refused.length > 0) this.#refused = new Map()
    this.#battery = undefined
    this.#facts = undefined
    this.#event = undefined
    return taken
  }
}
