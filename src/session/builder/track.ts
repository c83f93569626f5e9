import type { Span } from '../../health/clock.js'
import { type TimedWorkout, timerSpanAt, timerSpans, timerTime } from '../../health/exercise/timer.js'
import type { QuantityTypeName } from '../../health/type.js'
import { type AutomaticLap, Laps } from './laps.js'
import type { Quantity } from './quantity.js'
import { Section } from './section.js'

/**
 * A figure that is made of how long values held: zones, power. Told every stretch in order, in ms of timer time: of a
 * discrete type with the value that held, of a cumulative one with the amount that came.
 */
export interface Meter {
  readonly type: QuantityTypeName
  hold(value: number, from: number, to: number): void
  /** A discrete reading came, which will hold from an instant of timer time on. */
  note?(at: number): void
}

/** Where figures go: the whole workout, its laps and the meters, with the timer that decides what counts. */
export class Track {
  readonly whole: Section
  readonly laps: Laps
  readonly #start: number
  readonly #meters: readonly Meter[]
  #spans: readonly Span[] = []
  #end: number | undefined
  #countedTo = Number.NEGATIVE_INFINITY

  constructor(workout: TimedWorkout, automaticLap: AutomaticLap | undefined, meters: readonly Meter[]) {
    this.#start = workout.start
    this.#meters = meters
    this.whole = new Section(workout.start)
    this.laps = new Laps(workout.start, automaticLap)
    this.revise(workout)
  }

  get spans(): readonly Span[] {
    return this.#spans
  }

  /** The stretch without a pause that holds an instant. */
  spanAt(at: number): Span | undefined {
    return timerSpanAt(this.#spans, at, this.#end)
  }

  /** Takes over events that lie after everything counted so far. */
  revise(workout: TimedWorkout): void {
    this.#end = workout.end
    this.#spans = timerSpans(workout)
    this.laps.markAll(workout.events)
  }

  /** Counts a discrete reading, which lies in timer time. */
  note(quantity: Quantity): void {
    const { type, start, end } = quantity
    this.whole.of(type).note(quantity, start, end)
    this.laps.at(start).of(type).note(quantity, start, end)
    for (const meter of this.#meters) if (meter.type === type) meter.note?.(this.#timerAt(start))
  }

  /** Weighs a discrete value by a stretch of timer time without a pause. */
  hold(type: QuantityTypeName, value: number, span: Span): void {
    this.#countedTo = Math.max(this.#countedTo, span.end)
    this.whole.of(type).hold(value, span.end - span.start)
    this.laps.hold(type, value, span)
    this.#tell(type, value, span)
  }

  /**
   * Spreads a cumulative amount over a stretch of time; what falls into pauses does not count. False when that ended a
   * lap before something that was counted already.
   */
  spread(quantity: Quantity, amount: number, span: Span): boolean {
    const parts = span.end === span.start ? this.#instant(span) : this.#running(span)
    return parts.every((part) => {
      const share = part.end === part.start ? amount : (amount * (part.end - part.start)) / (span.end - span.start)
      return this.#count(quantity, share, part)
    })
  }

  #count(quantity: Quantity, amount: number, span: Span): boolean {
    const tally = this.whole.of(quantity.type)
    tally.note(quantity, span.start, span.end)
    tally.add(amount, span.end - span.start)
    this.#tell(quantity.type, amount, span)
    const lapEnd = this.laps.spread(quantity, amount, span)
    return lapEnd === undefined || lapEnd >= this.#countedTo
  }

  #instant(span: Span): readonly Span[] {
    return this.spanAt(span.start) ? [span] : []
  }

  #running({ start, end }: Span): readonly Span[] {
    return this.#spans
      .map((span) => ({ start: Math.max(start, span.start), end: Math.min(end, span.end) }))
      .filter((part) => part.end > part.start)
  }

  #tell(type: QuantityTypeName, value: number, span: Span): void {
    const from = this.#timerAt(span.start)
    for (const meter of this.#meters) if (meter.type === type) meter.hold(value, from, from + span.end - span.start)
  }

  #timerAt(at: number): number {
    return timerTime(this.#spans, { start: this.#start, end: at })
  }
}
