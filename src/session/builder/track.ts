import type { Span } from '../../health/clock.js'
import type { ActivitySpan } from '../../health/exercise/activities.js'
import { type TimedWorkout, timerSpanAt, timerSpans, timerTime } from '../../health/exercise/timer.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'
import { PlanFollower, type PlanToFollow } from '../../plans/follower.js'
import type { Profile } from '../profile.js'
import type { SplitSections } from '../splits/split-sections.js'
import { Activities } from './activities.js'
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

/** The meters that are told of a type. */
export type MetersByType = ReadonlyMap<QuantityTypeName, readonly Meter[]>

const noMeters: readonly Meter[] = []

/** A workout's course as it is known: its times, events and activities. */
export interface Course extends TimedWorkout {
  readonly activities?: readonly ActivitySpan[] | undefined
}

/** What a track is laid out by. */
export interface TrackPlan extends Course {
  readonly activityType?: WorkoutActivityTypeName | undefined
  readonly profile: Profile
  /** The workout's own borders between zones. */
  readonly zones?: Profile['zones']
  /** The type that distance is of where no activity says otherwise. */
  readonly distanceType: QuantityTypeName
  /** The plan that is followed. */
  readonly follow?: PlanToFollow | undefined
  /** Splits that are known already. */
  readonly sections?: readonly SplitSections[] | undefined
}

/** Where figures go: the whole workout, its laps, its activities and the meters, with the timer that decides what counts. */
export class Track {
  readonly whole: Section
  readonly laps: Laps
  readonly activities: Activities
  readonly follower: PlanFollower | undefined
  readonly sections: readonly SplitSections[]
  readonly #start: number
  readonly #meters: MetersByType
  #spans: readonly Span[] = []
  readonly #lapLength: number
  readonly #isTimed: boolean
  #end: number | undefined
  #countedTo = Number.NEGATIVE_INFINITY
  #notedTo = Number.NEGATIVE_INFINITY

  constructor(plan: TrackPlan, automaticLap: AutomaticLap | undefined, meters: MetersByType) {
    this.#start = plan.start
    this.#meters = meters
    this.whole = new Section(plan.start)
    this.#isTimed = automaticLap?.time !== undefined
    this.#lapLength = automaticLap?.length ?? Number.POSITIVE_INFINITY
    this.laps = new Laps(plan.start, automaticLap)
    this.activities = new Activities(plan)
    this.sections = plan.sections ?? []
    this.follower = plan.follow && new PlanFollower(plan.follow, plan)
    this.revise(plan)
  }

  get spans(): readonly Span[] {
    return this.#spans
  }

  /** The stretch without a pause that holds an instant. */
  spanAt(at: number): Span | undefined {
    return timerSpanAt(this.#spans, at, this.#end)
  }

  /** Takes over events that lie after everything counted so far. */
  revise(workout: Course): void {
    this.#end = workout.end
    this.#spans = timerSpans(workout)
    this.activities.revise(workout, this.#spans)
    this.laps.revise(workout, this.#spans)
    for (const at of this.activities.lapBorders) if (Number.isFinite(at)) this.laps.mark(at)
    this.follower?.revise(workout)
  }

  /** Counts a discrete reading, which lies in timer time. */
  note(quantity: Quantity): void {
    const { type, start, end } = quantity
    this.#notedTo = Math.max(this.#notedTo, start)
    this.whole.of(type).note(quantity, start, end)
    this.laps.taking(start).of(type).note(quantity, start, end)
    this.activities.note(quantity)
    for (const sections of this.sections) sections.note(quantity)
    for (const meter of this.#metersOf(type)) meter.note?.(this.#timerAt(start))
  }

  /** Weighs a discrete value by a stretch of timer time without a pause. */
  hold(type: QuantityTypeName, value: number, span: Span): void {
    this.#countedTo = Math.max(this.#countedTo, span.end)
    this.whole.of(type).hold(value, span.end - span.start)
    this.laps.hold(type, value, span)
    this.activities.hold(type, value, span)
    for (const sections of this.sections) sections.hold(type, value, span)
    this.#tell(type, value, span)
  }

  /**
   * Spreads a cumulative amount over a stretch of time; what falls into pauses does not count. False when that ended a
   * lap before something that was counted already.
   */
  spread(quantity: Quantity, amount: number, span: Span): boolean {
    const parts = span.end === span.start ? this.#instant(span) : this.#running(span)
    const counted = parts.map((part) => {
      const share = part.end === part.start ? amount : (amount * (part.end - part.start)) / (span.end - span.start)
      return this.#count(quantity, share, part)
    })
    return counted.every(Boolean)
  }

  #count(quantity: Quantity, amount: number, span: Span): boolean {
    const tally = this.whole.of(quantity.type)
    tally.note(quantity, span.start, span.end)
    tally.add(amount, span.end - span.start)
    this.#tell(quantity.type, amount, span)
    this.activities.add(quantity, amount, span)
    for (const sections of this.sections) sections.add(quantity, amount, span)
    const lapEnd = this.laps.spread(quantity, amount, { ...span, lapLength: this.#lapLengthOf(quantity, span) })
    return lapEnd === undefined || (lapEnd >= this.#countedTo && lapEnd > this.#notedTo)
  }

  // What is no distance ends no lap; where laps end by time, or no length is set, no distance does.
  #lapLengthOf({ type }: Quantity, { start }: Span): number | undefined {
    if (type !== this.activities.distanceTypeAt(start)) return undefined
    return this.#isTimed ? Number.POSITIVE_INFINITY : (this.activities.lapLengthAt(start) ?? this.#lapLength)
  }

  #instant(span: Span): readonly Span[] {
    return this.spanAt(span.start) ? [span] : []
  }

  #running({ start, end }: Span): readonly Span[] {
    return this.#spans
      .map((span) => ({ start: Math.max(start, span.start), end: Math.min(end, span.end) }))
      .filter((part) => part.end > part.start)
      .flatMap((part) => this.activities.cut(part))
  }

  #tell(type: QuantityTypeName, value: number, span: Span): void {
    this.follower?.add(type, { ...span, value })
    const from = this.#timerAt(span.start)
    for (const meter of this.#metersOf(type)) meter.hold(value, from, from + span.end - span.start)
  }

  #metersOf(type: QuantityTypeName): readonly Meter[] {
    return this.#meters.get(type) ?? noMeters
  }

  #timerAt(at: number): number {
    return timerTime(this.#spans, { start: this.#start, end: at })
  }
}
