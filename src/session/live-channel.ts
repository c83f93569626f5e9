import { type QuantityTypeName, quantityType } from '../health/type.js'
import { beat, isStale } from './builder/freshness.js'
import type { Quantity } from './builder/quantity.js'
import { type Choice, type Stream, Streams } from './builder/streams.js'
import type { LiveSource, LiveValue, SourceChange, SourceChangeReason } from './live-value.js'

// Who sends may name as many sources as he likes; a person wears fewer.
const mostStreams = 32

/** Something to be told of a channel: its value now and, when another source gives it, that. */
export interface LiveNews {
  readonly value: LiveValue
  readonly change?: SourceChange | undefined
}

const liveValue = (user: string, quantity: Quantity, stale: boolean): LiveValue => {
  const { type, value, end: at, source, device } = quantity
  const { unit } = quantityType(type)
  return { user, type, value: stale ? null : value, unit, at, source, ...(device !== undefined && { device }), stale }
}

const sourceOf = ({ source, device }: LiveSource): LiveSource => ({ source, ...(device !== undefined && { device }) })

const reasonOf = (from: Stream, to: Stream, at: number): SourceChangeReason => {
  if (isStale(from, at)) return 'stale'
  return Number.isFinite(to.backSince) ? 'returned' : 'preferred'
}

/** The readings of one person and type: the last of every stream, the one that is chosen, and what was told last. */
export class LiveChannel {
  readonly user: string
  readonly type: QuantityTypeName
  readonly #streams: Streams
  readonly #last = new Map<Stream, Quantity>()
  #chosen: Stream | undefined
  #told: LiveValue | undefined

  constructor(user: string, type: QuantityTypeName, choice: Choice) {
    this.user = user
    this.type = type
    this.#streams = new Streams(type, choice)
  }

  /** Takes a reading: news when it is of the chosen source. */
  hear(quantity: Quantity, present: number): LiveNews | undefined {
    const stream = this.#streams.of(quantity)
    // Late data is history; so is the first value of a sensor if it is stale on arrival.
    if (quantity.end <= stream.lastAt) return undefined
    beat(stream, quantity.end)
    this.#last.set(stream, quantity)
    if (this.#last.size > mostStreams) this.#dropOldest()
    if (isStale(stream, present) || this.#streams.successor(this.#chosen, present) !== stream) return undefined
    return this.#choose(stream, quantity, present)
  }

  /** News when the chosen source has fallen silent: the value of the one that takes over, or none. */
  lapse(present: number): LiveNews | undefined {
    if (this.#chosen === undefined || !isStale(this.#chosen, present)) return undefined
    const next = this.#streams.successor(this.#chosen, present)
    const quantity = next && this.#last.get(next)
    if (next && quantity) return this.#choose(next, quantity, present)
    const value = this.now(present)
    this.#told = value
    return value && { value }
  }

  /** Its value at an instant; undefined before there was one. */
  now(present: number): LiveValue | undefined {
    const chosen = this.#told && this.#streams.successor(this.#chosen, present)
    const quantity = chosen && this.#last.get(chosen)
    if (quantity) return liveValue(this.user, quantity, false)
    return this.#told && { ...this.#told, value: null, stale: true }
  }

  #choose(stream: Stream, quantity: Quantity, at: number): LiveNews {
    const { user, type } = this
    const before = this.#chosen
    const value = liveValue(user, quantity, false)
    this.#chosen = stream
    this.#told = value
    if (before === undefined || before === stream) return { value }
    const reason = reasonOf(before, stream, at)
    return { value, change: { user, type, from: sourceOf(before), to: sourceOf(stream), at, reason } }
  }

  #dropOldest(): void {
    const oldest = this.#streams.dropOldest()
    if (oldest) this.#last.delete(oldest)
  }
}
