import { holdLimitMs, lastHoldMs } from '../../health/hold-limit.js'
import type { QuantityTypeName } from '../../health/type.js'
import { beat, isStale } from './freshness.js'
import type { Quantity } from './quantity.js'
import { type Choice, type Stream, Streams } from './streams.js'
import type { Track } from './track.js'

/** A reading whose time is not counted yet, since the next one ends it. */
interface Held {
  readonly quantity: Quantity
  readonly stream: Stream
  /** Until when it holds if nothing comes: the timer's pause or the hold limit. Its own start when taken in a pause. */
  readonly until: number
  readonly lastUntil: number
}

/** What every channel works with; `until` tells when a reading stops to count because its type is not collected any more. */
export interface ChannelParts extends Choice {
  readonly track: Track
  readonly until: (quantity: Quantity) => number
}

/** The readings of one discrete type, of whichever source is chosen: each holds until the next. */
export class DiscreteChannel {
  readonly #streams: Streams
  readonly #parts: ChannelParts
  #held: Held | undefined

  constructor(type: QuantityTypeName, parts: ChannelParts) {
    this.#streams = new Streams(type, parts)
    this.#parts = parts
  }

  /** False when it belongs before one that is counted. */
  add(quantity: Quantity): boolean {
    const stream = this.#streams.of(quantity)
    beat(stream, quantity.start)
    if (!this.#streams.isChosen(stream, quantity.start)) return true
    const last = this.#held?.quantity.start ?? Number.NEGATIVE_INFINITY
    if (quantity.start < last) return false
    if (quantity.start === last && stream === this.#held?.stream) return true
    this.#settle(quantity.start)
    this.#held = this.#hold(quantity, stream)
    return true
  }

  /** The last reading that was chosen. */
  get last(): Quantity | undefined {
    return this.#held?.quantity
  }

  /** The reading that counts at an instant, unless it is stale by then. */
  current(at: number): Quantity | undefined {
    if (!this.#held) return undefined
    const { quantity, stream } = this.#held
    return isStale(stream, at) || at >= this.#parts.until(quantity) ? undefined : quantity
  }

  /** Counts the last reading, after which none comes. */
  finish(): boolean {
    this.#settle(this.#held?.lastUntil ?? 0)
    this.#held = undefined
    return true
  }

  #hold(quantity: Quantity, stream: Stream): Held {
    const { type, start, end } = quantity
    const { track } = this.#parts
    const timer = track.spanAt(start)
    if (!timer) return { quantity, stream, until: start, lastUntil: start }
    track.note(quantity)
    const until = Math.max(end, start + holdLimitMs(type))
    return { quantity, stream, until, lastUntil: Math.max(end, start + lastHoldMs) }
  }

  #settle(at: number): void {
    if (!this.#held) return
    const { quantity, until } = this.#held
    const { track } = this.#parts
    const timerEnd = track.spanAt(quantity.start)?.end ?? quantity.start
    const end = Math.min(at, until, timerEnd, this.#parts.until(quantity))
    if (end > quantity.start) track.hold(quantity.type, quantity.value, { start: quantity.start, end })
  }
}
