import { type TimedWorkout, timerSpans, timerTime } from '../../health/exercise/timer.js'
import type { HeartbeatSeriesSample, Sample, WorkoutRouteSample } from '../../health/sample.js'
import type { QuantityTypeName } from '../../health/type.js'
import type { PlanToFollow } from '../../plans/follower.js'
import { Collection, type CollectionPlan } from '../collecting/collection.js'
import { recoveryMs } from '../metrics/heart/heart-rate-recovery.js'
import type { SpanAt } from '../metrics/heart/heart-rate-variability.js'
import { Meters, type MetersPlan } from '../metrics/meters.js'
import type { Priority } from '../profile.js'
import type { SplitSections } from '../splits/split-sections.js'
import { CumulativeChannel } from './cumulative.js'
import { type ChannelParts, DiscreteChannel } from './discrete.js'
import { isCumulative, type Quantity, quantitiesOf } from './quantity.js'
import { type Course, Track } from './track.js'

/** What a fold is made for: the workout's times, and what is known of the person. */
export interface FoldPlan extends TimedWorkout, MetersPlan, CollectionPlan {
  readonly priority: Priority
  /** Metres after which a lap ends by itself. */
  readonly lapLength?: number | undefined
  /** Seconds without pauses after which a lap ends by itself. */
  readonly lapTime?: number | undefined
  /** The plan that is followed. */
  readonly follow?: PlanToFollow | undefined
  /** Splits that an earlier fold found: this one is for their figures. */
  readonly sections?: readonly SplitSections[] | undefined
}

// Where a workout that goes on has its middle is not known yet.
const middleOf = (workout: TimedWorkout): number | undefined => {
  const { start, end } = workout
  return end === undefined ? undefined : timerTime(timerSpans(workout), { start, end }) / 2
}

type Channel = DiscreteChannel | CumulativeChannel

/**
 * A workout's figures, folded one quantity at a time: what it costs grows with what comes, not with what came before.
 * Quantities of one type and source have to come in time order; the fold says when one does not.
 */
export class Fold {
  readonly track: Track
  readonly meters: Meters
  readonly #plan: FoldPlan
  readonly #channels = new Map<QuantityTypeName, Channel>()
  readonly #channelParts: ChannelParts
  #workout: Course
  #collection: Collection
  #newest: number
  #newestStart = Number.NEGATIVE_INFINITY

  constructor(plan: FoldPlan) {
    const { start, lapLength: length, lapTime } = plan
    this.#plan = plan
    this.#workout = plan
    this.#collection = new Collection(plan)
    this.#newest = start
    this.meters = new Meters({ ...plan, middle: middleOf(plan) })
    const automaticLap = { length, time: lapTime === undefined ? undefined : lapTime * 1_000 }
    this.track = new Track(plan, automaticLap, plan.sections ? new Map() : this.meters.byType)
    this.#channelParts = {
      track: this.track,
      order: plan.priority,
      counts: ({ type, source, device }, at) => this.#collection.takes({ type, start: at, source, device }),
      until: (quantity) => this.#collection.until(quantity),
    }
  }

  /** Epoch ms. */
  get start(): number {
    return this.#plan.start
  }

  /** What is collected. */
  get collection(): Collection {
    return this.#collection
  }

  /** The latest end of a quantity so far, epoch ms; the start before any. */
  get newest(): number {
    return this.#newest
  }

  /** False when it came too late to be counted rightly: a new fold, in time order, would give other figures. */
  add(quantity: Quantity): boolean {
    const { start, end = Number.POSITIVE_INFINITY } = this.#workout
    if (quantity.start > end) this.#recover(quantity, end)
    if (quantity.start < start || quantity.start > end) return true
    this.#newest = Math.max(this.#newest, quantity.end)
    this.#newestStart = Math.max(this.#newestStart, quantity.start)
    if (!this.#collection.takes(quantity)) return true
    const isInOrder = this.#channel(quantity.type).add(quantity)
    const { activities, follower } = this.track
    const isLate = [this.meters.takeLateness(), activities.takeLateness(), follower?.takeLateness()].some(Boolean)
    return isInOrder && !isLate
  }

  /** Takes what a sample holds; one of a kind that no figure is made of changes nothing. False as with `add`. */
  take(sample: Sample): boolean {
    if (sample.kind === 'heartbeatSeries' || sample.kind === 'workoutRoute')
      return !this.#collection.takes(sample) || this.#takeWhole(sample)
    return quantitiesOf(sample).reduce((isInOrder, quantity) => this.add(quantity) && isInOrder, true)
  }

  /** Takes over the workout's events. False when it changes where something belongs that is counted. */
  revise(workout: Course & CollectionPlan, changedAt: number): boolean {
    this.#workout = workout
    this.#collection = new Collection({ ...workout, activityType: this.#plan.activityType })
    this.track.revise(workout)
    // What begins at a border belongs behind it, what ends there before it.
    return changedAt > this.#newestStart && changedAt >= this.#newest
  }

  /** A discrete type's reading that counts at an instant; undefined when it is stale by then. */
  reading(type: QuantityTypeName, at: number): Quantity | undefined {
    const channel = this.#channels.get(type)
    return channel instanceof DiscreteChannel ? channel.current(at) : undefined
  }

  /** Counts what is left when no more will come. */
  finish(end: number): void {
    for (const channel of this.#channels.values()) channel.finish()
    this.meters.finish(timerTime(this.track.spans, { start: this.#plan.start, end }))
    this.track.activities.finish(end)
  }

  #takeWhole(sample: HeartbeatSeriesSample | WorkoutRouteSample): boolean {
    const spanAt: SpanAt = (at) => this.track.spanAt(at)
    return [this.meters, this.track.activities, ...this.track.sections]
      .map((one) => one.take(sample, spanAt))
      .every(Boolean)
  }

  #recover(quantity: Quantity, end: number): void {
    const channel = this.#channels.get(quantity.type)
    const isOfRecovery = quantity.type === 'heartRate' && quantity.start <= end + recoveryMs
    if (!isOfRecovery || !this.#collection.takes(quantity) || !(channel instanceof DiscreteChannel) || !channel.last)
      return
    this.meters.recovery.take(quantity, channel.last, end)
  }

  #channel(type: QuantityTypeName): Channel {
    const known = this.#channels.get(type)
    if (known) return known
    const channel = isCumulative(type)
      ? new CumulativeChannel(type, this.#channelParts)
      : new DiscreteChannel(type, this.#channelParts)
    this.#channels.set(type, channel)
    return channel
  }
}
