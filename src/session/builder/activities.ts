import type { Span } from '../../health/clock.js'
import { type ActivitySpan, activityAt } from '../../health/exercise/activities.js'
import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { ZonesByType } from '../../health/workout.js'
import { ZoneMeter, zoneBorders } from '../metrics/zones.js'
import type { Profile } from '../profile.js'
import type { Quantity } from './quantity.js'
import { Section } from './section.js'

/** What activities are folded with: those that are known so far, the type of distance beside them, and the person. */
interface ActivitiesPlan {
  readonly start: number
  readonly profile: Profile
  readonly zones?: Profile['zones']
  readonly distanceType: QuantityTypeName
}

/** The figures of one activity. */
export class ActivityPart extends Section {
  readonly #zones: readonly ZoneMeter[]

  constructor({ start, zones }: ActivitySpan, plan: ActivitiesPlan) {
    super(start)
    this.#zones = [...zoneBorders(plan.profile, plan.start, { ...plan.zones, ...zones })].map(
      ([type, borders]) => new ZoneMeter(type, borders),
    )
  }

  hold(type: QuantityTypeName, value: number, milliseconds: number): void {
    this.of(type).hold(value, milliseconds)
    for (const zones of this.#zones) if (zones.type === type) zones.hold(value, 0, milliseconds)
  }

  zones(): ZonesByType {
    const times = this.#zones.map((meter) => [meter.type, meter.times()] as const)
    return Object.fromEntries(times.filter(([, time]) => time !== undefined))
  }
}

/** The activities inside a workout, each with its own figures; without any there is nothing to fold. */
export class Activities {
  readonly #plan: ActivitiesPlan
  readonly #parts = new Map<number, ActivityPart>()
  #spans: readonly ActivitySpan[] = []
  #end: number | undefined

  constructor(plan: ActivitiesPlan) {
    this.#plan = plan
  }

  /** Takes over activities that begin or end after everything counted so far, and the workout's end. */
  revise(spans: readonly ActivitySpan[] = [], workoutEnd?: number | undefined): void {
    this.#spans = spans
    this.#end = workoutEnd
    for (const span of spans)
      if (!this.#parts.has(span.start)) this.#parts.set(span.start, new ActivityPart(span, this.#plan))
  }

  /** The activities in time order with their figures. */
  get all(): readonly (readonly [ActivitySpan, ActivityPart])[] {
    return this.#spans.flatMap((span) => {
      const part = this.#parts.get(span.start)
      return part ? [[span, part] as const] : []
    })
  }

  /** The type that distance is of at an instant: it follows the activity. */
  distanceTypeAt(at: number): QuantityTypeName {
    const activity = this.#spanAt(at)
    return activity ? distanceTypeOf(activity.activityType) : this.#plan.distanceType
  }

  /** Metres after which a lap ends by itself at an instant, where an activity says so. */
  lapLengthAt(at: number): number | undefined {
    return this.#spanAt(at)?.lapLength
  }

  /** Where laps of another length begin. */
  get lapBorders(): readonly number[] {
    return this.#spans.flatMap(({ start, end, lapLength }) => (lapLength === undefined ? [] : [start, end]))
  }

  /** A stretch of time, cut where activities begin and end. */
  cut({ start, end }: Span): readonly Span[] {
    const borders = this.#spans.flatMap((span) => [span.start, span.end]).filter((at) => at > start && at < end)
    if (borders.length === 0) return [{ start, end }]
    const all = [start, ...new Set(borders), end]
    return all.slice(1).map((until, index) => ({ start: all[index] ?? start, end: until }))
  }

  /** Counts a discrete reading. */
  note(quantity: Quantity): void {
    this.#partAt(quantity.start)?.of(quantity.type).note(quantity, quantity.start, quantity.end)
  }

  /** Weighs a discrete value by a stretch of timer time. */
  hold(type: QuantityTypeName, value: number, span: Span): void {
    if (this.#spans.length === 0) return
    for (const part of this.cut(span)) this.#partAt(part.start)?.hold(type, value, part.end - part.start)
  }

  /** Counts an amount whose time lies in one activity, or beside all. */
  add(quantity: Quantity, amount: number, { start, end }: Span): void {
    const tally = this.#partAt(start)?.of(quantity.type)
    tally?.note(quantity, start, end)
    tally?.add(amount, end - start)
  }

  #partAt(at: number): ActivityPart | undefined {
    const span = this.#spanAt(at)
    return span && this.#parts.get(span.start)
  }

  // What is read at the workout's very end is the state in which its last activity ended.
  #spanAt(at: number): ActivitySpan | undefined {
    if (this.#spans.length === 0) return undefined
    const last = at === this.#end ? this.#spans.findLast(({ end }) => end === at) : undefined
    return last ?? activityAt(this.#spans, at)
  }
}
