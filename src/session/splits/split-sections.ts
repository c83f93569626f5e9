import type { Span } from '../../health/clock.js'
import type { HeartbeatSeriesSample, WorkoutRouteSample } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { Split } from '../../health/workout.js'
import type { Quantity } from '../builder/quantity.js'
import { Section } from '../builder/section.js'
import { ElevationMeter } from '../metrics/distance/elevation.js'
import type { SpanAt } from '../metrics/heart/heart-rate-variability.js'

/** A split that is known, and the type that its distance is of. */
export interface KnownSplit {
  readonly split: Split
  readonly distanceType: QuantityTypeName
}

/** Who is slower does not get on, m/s. */
const leastSpeed = 0.5

/** The figures of one split in the making. */
class SplitSection extends Section {
  readonly known: KnownSplit
  #movingMs = 0
  #climb: { ascent: number; descent: number } | undefined

  constructor(known: KnownSplit) {
    super(known.split.start)
    this.known = known
  }

  get split(): Split {
    return {
      ...this.known.split,
      movingTime: this.#movingMs / 1_000,
      ...this.#climb,
      statistics: this.statistics(),
    }
  }

  add(quantity: Quantity, amount: number, { start, end }: Span): void {
    const tally = this.of(quantity.type)
    tally.note(quantity, start, end)
    tally.add(amount, end - start)
    const isMoving = quantity.type === this.known.distanceType && amount >= (leastSpeed * (end - start)) / 1_000
    if (isMoving) this.#movingMs += end - start
  }

  climb(ascent: number, descent: number): void {
    this.#climb ??= { ascent: 0, descent: 0 }
    this.#climb.ascent += ascent
    this.#climb.descent += descent
  }
}

/** Splits whose borders are known, in time order: what is folded falls into them, exactly at each border. */
export class SplitSections {
  readonly #sections: readonly SplitSection[]
  readonly #elevation = new ElevationMeter((at, ascent, descent) => this.#at(at)?.climb(ascent, descent))

  constructor(splits: readonly KnownSplit[]) {
    this.#sections = splits.map((known) => new SplitSection(known))
  }

  /** The splits with their figures, by the split that was known. */
  get all(): readonly (readonly [Split, Split])[] {
    return this.#sections.map(({ known, split }) => [known.split, split])
  }

  /** Counts a discrete reading. */
  note(quantity: Quantity): void {
    this.#at(quantity.start)?.of(quantity.type).note(quantity, quantity.start, quantity.end)
  }

  /** Weighs a discrete value by a stretch of timer time. */
  hold(type: QuantityTypeName, value: number, span: Span): void {
    for (const [section, { start, end }] of this.#parts(span)) section.of(type).hold(value, end - start)
  }

  /** Spreads an amount evenly over a stretch of timer time; one of an instant is of the split that it lies in. */
  add(quantity: Quantity, amount: number, span: Span): void {
    if (span.end === span.start) this.#at(span.start)?.add(quantity, amount, span)
    const density = amount / (span.end - span.start)
    for (const [section, part] of this.#parts(span)) section.add(quantity, density * (part.end - part.start), part)
  }

  /** Takes locations, for what went up and down. */
  take(sample: HeartbeatSeriesSample | WorkoutRouteSample, spanAt: SpanAt): boolean {
    return sample.kind === 'heartbeatSeries' || this.#elevation.take(sample, spanAt)
  }

  // What is read at the very end is of the last split.
  #at(at: number): SplitSection | undefined {
    const section = this.#sections[this.#placeOf(at)]
    const isLast = section !== undefined && section === this.#sections.at(-1)
    return section && (at < section.known.split.end || isLast) ? section : undefined
  }

  *#parts({ start, end }: Span): Generator<readonly [SplitSection, Span]> {
    for (let place = Math.max(0, this.#placeOf(start)); place < this.#sections.length; place += 1) {
      const section = this.#sections[place]
      if (section === undefined || section.start >= end) return
      const part = { start: Math.max(start, section.start), end: Math.min(end, section.known.split.end) }
      if (part.end > part.start) yield [section, part]
    }
  }

  /** The place of the last section that has begun, -1 before all; found by halves, since a long way has many. */
  #placeOf(at: number): number {
    let [low, high] = [0, this.#sections.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sections[middle]?.start ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
