import type { Span } from '../../health/clock.js'
import { instantAfter, inTimeOrder, type TimedWorkout } from '../../health/exercise/timer.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { Quantity } from './quantity.js'
import { Section } from './section.js'

// Beyond it a length was a mistake, and every further lap costs memory.
const mostAutomaticLaps = 1_000

/** A lap that ends by itself: after `length` metres, or after `time` ms without pauses. */
export interface AutomaticLap {
  readonly length?: number | undefined
  readonly time?: number | undefined
}

/** An amount's time, and after how many metres a lap ends there; absent where the amount is of no distance. */
type Covered = Span & { readonly lapLength?: number | undefined }

/**
 * The laps of a workout, in time order. A mark ends the running lap; so does the set distance, between two readings, or
 * the set time. What is set counts from the lap's start, so that a mark begins it anew.
 */
export class Laps {
  #sections: Section[]
  readonly #time: number
  #automaticEnds: number[] = []
  #spans: readonly Span[] = []
  #end = Number.POSITIVE_INFINITY
  /** Index of the first lap whose time may not be up yet. */
  #settled = 0

  constructor(start: number, automatic: AutomaticLap | undefined) {
    this.#sections = [new Section(start)]
    this.#time = automatic?.time ?? Number.POSITIVE_INFINITY
  }

  get all(): readonly Section[] {
    return this.#sections
  }

  /** Where laps ended by themselves, epoch ms, ascending. */
  get automaticEnds(): readonly number[] {
    return this.#automaticEnds
  }

  /** The lap that an instant belongs to; a border belongs to the lap that begins there. */
  at(instant: number): Section {
    this.advance(instant)
    const last = this.#sections.at(-1)
    if (last && last.start <= instant) return last
    return this.#sections.findLast((lap) => lap.start <= instant) ?? this.#first
  }

  /** The lap that what is read at an instant belongs to: at the workout's end none begins any more. */
  taking(instant: number): Section {
    const lap = this.at(instant)
    return lap.start < this.#end ? lap : (this.#sections.findLast(({ start }) => start < this.#end) ?? this.#first)
  }

  /** Ends the lap that runs at an instant; harmless where a lap begins already. */
  mark(instant: number): void {
    const index = this.#sections.findLastIndex((lap) => lap.start <= instant)
    if (index < 0 || this.#sections[index]?.start === instant) return
    this.#sections.splice(index + 1, 0, new Section(instant))
  }

  /** Takes over the person's events and the timer; a lap that has a length begins and ends one. */
  revise({ events, end }: Pick<TimedWorkout, 'events' | 'end'>, spans: readonly Span[]): void {
    this.#spans = spans
    this.#end = end ?? Number.POSITIVE_INFINITY
    if (Number.isFinite(this.#time)) this.#dropAhead()
    for (const { event, at, end: until = at } of inTimeOrder(events)) {
      if (event !== 'lap') continue
      this.mark(at)
      this.mark(until)
    }
  }

  /** Ends the laps whose time is up at an instant. */
  advance(instant: number): void {
    if (!Number.isFinite(this.#time)) return
    for (let index = this.#settled; index < this.#sections.length; index += 1) {
      this.#settled = index
      const next = this.#sections[index + 1]?.start ?? Number.POSITIVE_INFINITY
      const end = instantAfter(this.#spans, this.#sections[index]?.start ?? instant, this.#time)
      if (Math.min(end, next) > instant || this.#automaticEnds.length >= mostAutomaticLaps) return
      if (end < next) this.#endAutomatically(end)
    }
  }

  /** Weighs a discrete value by the time it held in each lap. */
  hold(type: QuantityTypeName, value: number, span: Span): void {
    const last = this.at(span.end)
    if (last.start <= span.start) last.of(type).hold(value, span.end - span.start)
    else for (const [lap, part] of this.#parts(span)) lap.of(type).hold(value, part.end - part.start)
  }

  /**
   * Spreads an amount evenly over its time; returns the earliest instant at which that ended a lap, which only an amount
   * of the workout's distance does.
   */
  spread(quantity: Quantity, amount: number, span: Covered): number | undefined {
    const before = this.#automaticEnds.length
    const density = span.end > span.start ? amount / (span.end - span.start) : 0
    for (const [lap, part] of this.#parts(span)) {
      const share = density === 0 ? amount : density * (part.end - part.start)
      if (span.lapLength !== undefined) this.#cover(quantity, share, { ...part, lapLength: span.lapLength })
      else addTo(lap, quantity, share, part)
    }
    return this.#automaticEnds[before]
  }

  get #first(): Section {
    const [first] = this.#sections
    if (!first) throw new Error('a workout has a first lap')
    return first
  }

  // Laps ahead of the span that a mark began are no part of it; an instant has one part, of no length.
  #parts({ start, end }: Span): readonly (readonly [Section, Span])[] {
    if (start === end) return [[this.taking(start), { start, end }]]
    this.advance(end)
    const parts: (readonly [Section, Span])[] = []
    const first = this.#sections.findLastIndex((lap) => lap.start <= start)
    for (let index = Math.max(0, first); index < this.#sections.length; index += 1) {
      const lap = this.#sections[index]
      if (lap === undefined || lap.start >= end) break
      const until = this.#sections[index + 1]?.start ?? end
      parts.push([lap, { start: Math.max(start, lap.start), end: Math.min(end, until) }])
    }
    return parts
  }

  #cover(quantity: Quantity, amount: number, span: Required<Covered>): void {
    let rest = amount
    let from = span.start
    while (this.#automaticEnds.length < mostAutomaticLaps) {
      const lap = this.at(from)
      const room = (span.lapLength ?? Number.POSITIVE_INFINITY) - (lap.distance ?? 0)
      if (rest < room || span.end <= lap.start) break
      const end = rest === 0 ? span.end : from + ((span.end - from) * room) / rest
      addTo(lap, quantity, room, { start: from, end })
      lap.cover(room)
      this.#endAutomatically(end)
      rest -= room
      from = end
    }
    if (rest <= 0 && from >= span.end) return
    addTo(this.at(from), quantity, rest, { start: from, end: span.end })
    this.at(from).cover(rest)
  }

  // What no figure is in yet may end elsewhere when the timer stops before.
  #dropAhead(): void {
    const counted = Math.max(
      0,
      this.#sections.findLastIndex((lap) => !lap.isEmpty),
    )
    const ahead = this.#sections[counted + 1]?.start ?? Number.POSITIVE_INFINITY
    this.#sections = this.#sections.slice(0, counted + 1)
    this.#automaticEnds = this.#automaticEnds.filter((end) => end < ahead)
    this.#settled = Math.min(this.#settled, counted)
  }

  #endAutomatically(at: number): void {
    this.#automaticEnds.push(at)
    this.mark(at)
  }
}

const addTo = (lap: Section, quantity: Quantity, amount: number, { start, end }: Span): void => {
  const tally = lap.of(quantity.type)
  tally.note(quantity, start, end)
  tally.add(amount, end - start)
}
