import type { Span } from '../../health/clock.js'
import { type ActivitySpan, activityAt } from '../../health/exercise/activities.js'
import { distanceTypeOf } from '../../health/exercise/distance-type.js'
import { timerTime } from '../../health/exercise/timer.js'
import type { HeartbeatSeriesSample, WorkoutRouteSample } from '../../health/sample.js'
import type { QuantityTypeName, WorkoutActivityTypeName } from '../../health/type.js'
import type { ZonesByType } from '../../health/workout.js'
import type { SpanAt } from '../metrics/heart/heart-rate-variability.js'
import { Meters, type MetersPlan } from '../metrics/meters.js'
import { ZoneMeter, zoneBorders } from '../metrics/zones.js'
import type { Profile } from '../profile.js'
import type { Quantity } from './quantity.js'
import { Section } from './section.js'

/** What activities are folded with: those that are known so far, the type of distance beside them, and the person. */
interface ActivitiesPlan {
  readonly start: number
  readonly activityType?: WorkoutActivityTypeName | undefined
  readonly profile: Profile
  readonly zones?: Profile['zones']
  readonly distanceType: QuantityTypeName
}

/** What of a workout's course concerns its activities. */
interface Revision {
  readonly end?: number | undefined
  readonly activities?: readonly ActivitySpan[] | undefined
}

/** That an activity is a sport of several; `middle` as of meters. */
type Sport = Pick<MetersPlan, 'middle'>

/** The figures of one activity. */
export class ActivityPart extends Section {
  readonly activityType: WorkoutActivityTypeName
  /** A sport of several has all the figures that a workout of it would have. */
  readonly meters: Meters | undefined
  readonly #zones: readonly ZoneMeter[]

  constructor(span: ActivitySpan, plan: ActivitiesPlan, sport?: Sport) {
    const { start, activityType } = span
    super(start)
    this.activityType = activityType
    const { profile } = plan
    const zones = { ...plan.zones, ...span.zones }
    const facts = { profile, start, activityType, distanceType: distanceTypeOf(activityType), zones }
    if (sport) this.meters = new Meters({ ...facts, ...sport })
    this.#zones = [...zoneBorders(profile, plan.start, zones)].map(([type, borders]) => new ZoneMeter(type, borders))
  }

  /** Weighs a value, or counts an amount, that took a stretch of timer time; ms of it since the activity began. */
  tell(type: QuantityTypeName, value: number, { start: from, end: to }: Span): void {
    for (const meter of this.meters?.byType.get(type) ?? []) meter.hold(value, from, to)
    for (const zones of this.#zones) if (zones.type === type) zones.hold(value, from, to)
  }

  zones(): ZonesByType {
    const times = this.#zones.map((meter) => [meter.type, meter.times()] as const)
    return Object.fromEntries(times.filter(([, time]) => time !== undefined))
  }
}

const noParts: ReadonlyMap<number, ActivityPart> = new Map()
const noSports: readonly (readonly [ActivitySpan, Meters])[] = []

/** The activities inside a workout, each with its own figures; without any there is nothing to fold. */
export class Activities {
  readonly #plan: ActivitiesPlan
  #parts: ReadonlyMap<number, ActivityPart> = noParts
  #spans: readonly ActivitySpan[] = []
  #timer: readonly Span[] = []
  #end: number | undefined

  constructor(plan: ActivitiesPlan) {
    this.#plan = plan
  }

  /** Takes over activities that begin or end after everything counted so far, the workout's end, and its timer's spans. */
  revise({ activities = [], end }: Revision, timer: readonly Span[]): void {
    this.#spans = activities
    this.#timer = timer
    this.#end = end
    const { activityType: whole } = this.#plan
    const areSports = activities.some(({ activityType }) => whole !== undefined && activityType !== whole)
    const begun = activities.filter((span) => this.#parts.get(span.start)?.activityType !== span.activityType)
    if (begun.length === 0) return
    const sportOf = (span: ActivitySpan): Sport | undefined =>
      areSports ? { middle: this.#middleOf(span) } : undefined
    const parts = begun.map((span) => [span.start, new ActivityPart(span, this.#plan, sportOf(span))] as const)
    this.#parts = new Map([...this.#parts, ...parts])
  }

  /** Whether the workout is of several sports, each with figures of its own. */
  get areSports(): boolean {
    return this.#sports.length > 0
  }

  /** Takes beats or locations for the sports of several. False when they belong before what is counted. */
  take(sample: HeartbeatSeriesSample | WorkoutRouteSample, spanAt: SpanAt): boolean {
    const taken = this.#sports.map(([span, meters]) =>
      meters.take(sample, (at) => (span === this.#spanAt(at) ? spanAt(at) : undefined)),
    )
    return taken.every(Boolean)
  }

  /** As `takeLateness` of the meters of the whole. */
  takeLateness(): boolean {
    return this.#sports.filter(([, meters]) => meters.takeLateness()).length > 0
  }

  /** No more will come; the workout has ended. */
  finish(workoutEnd: number): void {
    for (const [{ start, end }, meters] of this.#sports)
      meters.finish(timerTime(this.#timer, { start, end: Math.min(end, workoutEnd) }))
  }

  // What is not over may go on for longer, or be ended by an earlier start of the next.
  #middleOf({ start, end }: Span): number | undefined {
    return this.#end === undefined ? undefined : timerTime(this.#timer, { start, end: Math.min(end, this.#end) }) / 2
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
    const part = this.#partAt(quantity.start)
    if (part === undefined) return
    part.of(quantity.type).note(quantity, quantity.start, quantity.end)
    const at = this.#timerOf(part, quantity)
    for (const meter of part.meters?.byType.get(quantity.type) ?? []) meter.note?.(at.start)
  }

  /** Weighs a discrete value by a stretch of timer time. */
  hold(type: QuantityTypeName, value: number, span: Span): void {
    if (this.#spans.length === 0) return
    for (const stretch of this.cut(span)) {
      const part = this.#partAt(stretch.start)
      part?.of(type).hold(value, stretch.end - stretch.start)
      part?.tell(type, value, this.#timerOf(part, stretch))
    }
  }

  /** Counts an amount whose time lies in one activity, or beside all. */
  add(quantity: Quantity, amount: number, span: Span): void {
    const part = this.#partAt(span.start)
    if (part === undefined) return
    const tally = part.of(quantity.type)
    tally.note(quantity, span.start, span.end)
    tally.add(amount, span.end - span.start)
    part.tell(quantity.type, amount, this.#timerOf(part, span))
  }

  get #sports(): readonly (readonly [ActivitySpan, Meters])[] {
    if (this.#spans.length === 0) return noSports
    return this.all.flatMap(([span, { meters }]) => (meters ? [[span, meters] as const] : []))
  }

  // A stretch of timer time without a pause.
  #timerOf(part: ActivityPart, { start, end }: Span): Span {
    const from = timerTime(this.#timer, { start: part.start, end: start })
    return { start: from, end: from + end - start }
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
