import type { WorkoutEvent } from '../../health/workout.js'
import { beat, isStale, Rhythm } from '../builder/freshness.js'
import type { Sign } from './recent-signs.js'

/** So long nothing moves before the timer pauses, ms (metrics.md). */
const stillMs = 4_000
/** A sensor that has been silent for so long has nothing to say, ms. */
const silentMs = 30_000
const mostEvents = 10_000
const [never, notYet] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

/** What one sensor said of one type, and in what rhythm. */
class Sensor extends Rhythm {
  /** Until when it last saw something move; before all time when it never did. */
  movedTo = never
  /** Since when it says 0; after all time while it says more. */
  stillSince = notYet

  constructor() {
    super(stillMs)
  }

  copy(): Sensor {
    return Object.assign(new Sensor(), this, { gaps: [...this.gaps] })
  }
}

const none: readonly WorkoutEvent[] = []

const hear = (sensor: Sensor, { said, start, at }: Sign): void => {
  beat(sensor, at)
  if (said === 'moving') sensor.movedTo = at
  if (said === 'moving' || sensor.stillSince === notYet) sensor.stillSince = said === 'moving' ? notYet : start
}

const isGone = (sensor: Sensor, at: number): boolean => isStale(sensor, at) || at - sensor.lastAt > silentMs

/**
 * Tells from readings in time order when a workout stands still: for 4 s no sensor sees anything move, and one at least says
 * so. A sensor that fell silent is not asked once it is gone: its silence alone is no standing. The same moments give
 * the same events.
 */
export class MotionDetector {
  readonly #start: number
  /** By their numbers. */
  #sensors: readonly (Sensor | undefined)[] = []
  #events = none
  #standsSince: number | undefined
  #isPaused = false
  /** Whether the person went on although nothing moved: until something does, that is believed. */
  #isTrusting = false

  constructor(start: number) {
    this.#start = start
  }

  copy(): MotionDetector {
    const copy = new MotionDetector(this.#start)
    copy.#sensors = this.#sensors.map((sensor) => sensor?.copy())
    copy.#events = this.#events
    copy.#standsSince = this.#standsSince
    copy.#isPaused = this.#isPaused
    copy.#isTrusting = this.#isTrusting
    return copy
  }

  take(sign: Sign): void {
    const events = this.eventsAt(sign.at)
    if (events !== this.#events) this.#standsSince = events.at(-1)?.at
    this.#events = events
    if (sign.said === 'pause' || sign.said === 'resume') this.#toggle(sign.said)
    else if (sign.sensor >= 0) this.#hear(sign)
  }

  /** What is known at an instant that is not before the last moment: `motionPaused` and `motionResumed` by turns. */
  eventsAt(at: number): readonly WorkoutEvent[] {
    if (this.#events.length >= mostEvents) return this.#events
    const since = this.#stillSince(at)
    return since === undefined || at - since < stillMs
      ? this.#events
      : [...this.#events, { event: 'motionPaused', at: since }]
  }

  #toggle(toggle: 'pause' | 'resume'): void {
    this.#isPaused = toggle === 'pause'
    if (this.#isPaused) return
    this.#isTrusting = true
    this.#standsSince = undefined
  }

  #hear(sign: Sign): void {
    hear(this.#sensors[sign.sensor] ?? this.#meet(sign.sensor), sign)
    if (sign.said === 'still') return
    this.#isTrusting = false
    if (this.#standsSince !== undefined) this.#resume(sign, this.#standsSince)
  }

  // An array that grows by itself keeps room for many more.
  #meet(number: number): Sensor {
    const sensor = new Sensor()
    const length = Math.max(this.#sensors.length, number + 1)
    this.#sensors = Array.from({ length }, (_, index) => (index === number ? sensor : this.#sensors[index]))
    return sensor
  }

  // An amount of a time that begins before the standing may have come before it.
  #resume({ start, at: end }: Sign, since: number): void {
    this.#events = [...this.#events, { event: 'motionResumed', at: start > since ? start : end }]
    this.#standsSince = undefined
  }

  // The moment at which the last sensor saw nothing move any more.
  #stillSince(at: number): number | undefined {
    if (this.#isPaused || this.#isTrusting || this.#standsSince !== undefined) return undefined
    let [moved, still, heardStill] = [never, notYet, never]
    for (const sensor of this.#sensors) {
      if (sensor === undefined) continue
      const { movedTo, stillSince, lastAt } = sensor
      if (stillSince === notYet) {
        if (!isGone(sensor, at)) return undefined
        moved = Math.max(moved, movedTo)
        continue
      }
      heardStill = Math.max(heardStill, lastAt)
      if (movedTo === never) still = Math.min(still, stillSince)
      else moved = Math.max(moved, movedTo, stillSince)
    }
    const since = Math.max(this.#start, Number.isFinite(moved) ? moved : still)
    return heardStill >= since ? since : undefined
  }
}
