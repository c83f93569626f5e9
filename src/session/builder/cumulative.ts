import type { Span } from '../../health/clock.js'
import { holdLimitMs } from '../../health/hold-limit.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { ChannelParts } from './discrete.js'
import { beat } from './freshness.js'
import type { Quantity } from './quantity.js'
import { type Stream, Streams } from './streams.js'
import type { Track } from './track.js'

// What waits is dropped as soon as the chosen source covers it; more than this only waits behind a broken one.
const mostWaiting = 256

/** An amount and the time it is spread over. */
interface Amount {
  readonly quantity: Quantity
  readonly span: Span
}

/**
 * The amounts of one cumulative type. Time is counted once: amounts of a less trusted source wait until it is clear that
 * the chosen one has fallen silent, and count then for what is not covered, pro rata.
 */
export class CumulativeChannel {
  readonly #streams: Streams
  readonly #track: Track
  readonly #lastStart = new Map<Stream, number>()
  #coveredTo = Number.NEGATIVE_INFINITY
  #waiting: Amount[] = []

  constructor(type: QuantityTypeName, parts: ChannelParts) {
    this.#streams = new Streams(type, parts)
    this.#track = parts.track
  }

  /** False when it belongs before one that is counted. */
  add(quantity: Quantity): boolean {
    const { start, end } = quantity
    const stream = this.#streams.of(quantity)
    const last = this.#lastStart.get(stream) ?? Number.NEGATIVE_INFINITY
    if (start < last) return false
    if (start === end && start === last) return true
    this.#lastStart.set(stream, start)
    const amount = { quantity, span: this.#spanOf(quantity, stream) }
    beat(stream, end)
    return this.#choose(amount, stream)
  }

  /** Counts what still waits. */
  finish(): boolean {
    return this.#release(Number.POSITIVE_INFINITY)
  }

  #choose(amount: Amount, stream: Stream): boolean {
    if (this.#streams.isChosen(stream, amount.quantity.start))
      return this.#release(amount.span.start) && this.#count(amount, amount.span.end)
    this.#waiting.push(amount)
    if (this.#waiting.length > mostWaiting) this.#waiting.shift()
    return true
  }

  // An amount without a time of its own was gathered since the one before, unless that is too long ago or in a pause.
  #spanOf({ type, start, end }: Quantity, { lastAt }: Stream): Span {
    const timer = this.#track.spanAt(end)
    if (start < end || !timer || end - lastAt > holdLimitMs(type)) return { start, end }
    return { start: Math.min(end, Math.max(lastAt, timer.start)), end }
  }

  #release(until: number): boolean {
    const settled = this.#waiting.map((amount) => this.#count(amount, until))
    this.#waiting = this.#waiting.filter(({ span }) => span.end > this.#coveredTo && span.end > until)
    return settled.every(Boolean)
  }

  // Only what lies after the time that is covered, and before `until`.
  #count({ quantity, span }: Amount, until: number): boolean {
    const start = Math.max(span.start, this.#coveredTo)
    const end = Math.min(span.end, until)
    if (end < start || (end === start && span.end > span.start)) return true
    this.#coveredTo = end
    const share = span.end > span.start ? (end - start) / (span.end - span.start) : 1
    return this.#track.spread(quantity, quantity.value * share, { start, end })
  }
}
