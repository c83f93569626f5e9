import type { Bucket } from '../../health/calendar/bucket-page.js'
import type { Span } from '../../health/clock.js'
import { HealthError } from '../../health/error.js'

/** How time is divided: the buckets that have some of a window, in order, and the borders of the one at an instant. */
export interface Division {
  readonly over: (window: Span) => readonly Bucket[]
  readonly at: (instant: number) => Span
}

/** What a reader is shown of a division. */
export interface Shown {
  readonly division: Division
  /** Epoch ms. */
  readonly window: Span
  /** Which sides go on: there are new buckets as time goes on, and when older data comes. */
  readonly opens: { readonly start: boolean; readonly end: boolean }
}

/** A reader who is kept up to date has at most this many buckets, because it is told all of them at first. */
export const liveBucketsMax = 10_000

const refuse = (count: number): HealthError => {
  const message = `makes ${count} buckets; a stream may have ${liveBucketsMax}`
  return new HealthError('invalidArgument', `the interval ${message}`, [{ pointer: '/interval', message }])
}

/** The buckets that a reader has, and which of them have changed since it was told. */
export class BucketBoard {
  readonly #shown: Shown
  readonly #touched = new Set<Bucket>()
  #window: Span
  #buckets: readonly Bucket[]

  /** Throws `invalidArgument` when there are too many buckets. */
  constructor(shown: Shown) {
    this.#shown = shown
    this.#window = shown.window
    this.#buckets = shown.division.over(shown.window)
    if (this.#buckets.length > liveBucketsMax) throw refuse(this.#buckets.length)
  }

  /** What is shown, epoch ms; undefined when that is always the same. */
  get moving(): Span | undefined {
    const { start, end } = this.#shown.opens
    return start || end ? this.#window : undefined
  }

  /** Whether time has gone beyond the last bucket of what has no end. */
  isOver(now: number): boolean {
    return this.#shown.opens.end && now >= this.#window.end
  }

  /** Marks the buckets that have some of a span; an instant is in the one that it is in. */
  touch({ start, end }: Span): void {
    if (this.#shown.opens.start && start < this.#window.start)
      this.#widen({ ...this.#window, start: this.#borders(start).start })
    for (let at = this.#firstEndingAfter(start); at < this.#buckets.length; at += 1) {
      const bucket = this.#buckets[at]
      if (bucket === undefined || (bucket.start >= end && bucket.start > start)) return
      this.#touched.add(bucket)
    }
  }

  /** Marks what lies outside a window that the reader had. */
  touchOutside({ start, end }: Span): void {
    for (const bucket of this.#buckets) if (bucket.start < start || bucket.end > end) this.#touched.add(bucket)
  }

  /** Marks every bucket. */
  touchAll(): void {
    this.touchOutside({ start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY })
  }

  /** Adds the buckets up to the present. */
  reach(now: number): void {
    if (this.isOver(now)) this.#widen({ ...this.#window, end: this.#borders(now).end })
  }

  /** The buckets that are marked, in order; they are not any more. */
  take(): readonly Bucket[] {
    const taken = [...this.#touched].sort((a, b) => a.start - b.start)
    this.#touched.clear()
    return taken
  }

  #borders(at: number): Span {
    return this.#shown.division.at(at)
  }

  /** Shows more on one side, and marks it. What would be too much stays out of sight. */
  #widen(window: Span): void {
    const { over } = this.#shown.division
    const before = over({ start: window.start, end: this.#window.start })
    const after = over({ start: this.#window.end, end: window.end })
    if (before.length + this.#buckets.length + after.length > liveBucketsMax) return
    for (const bucket of [...before, ...after]) this.#touched.add(bucket)
    this.#buckets = [...before, ...this.#buckets, ...after]
    this.#window = window
  }

  #firstEndingAfter(at: number): number {
    let [low, high] = [0, this.#buckets.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#buckets[middle]?.end ?? at) > at) high = middle
      else low = middle + 1
    }
    return low
  }
}
