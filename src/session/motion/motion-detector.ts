import type { WorkoutEvent } from '../../health/workout.js'
import { beat, isStale, type Rhythm, rhythmOf } from '../builder/freshness.js'
import type { Sign } from './recent-signs.js'

/** So long nothing moves before the timer pauses, ms (metrics.md). */
const stillMs = 4_000
/** A sensor that has been silent for so long has nothing to say, ms. */
const silentMs = 30_000
const mostEvents = 10_000

/** What one sensor said of one type. */
interface Sensor {
  readonly rhythm: Rhythm
  /** Until when it last saw something move; undefined when it never did. */
  movedTo: number | undefined
  /** Since when it says 0; undefined while it says more. */
  stillSince: number | undefined
}

const unheard = (): Sensor => ({ rhythm: rhythmOf(stillMs), movedTo: undefined, stillSince: undefined })

const copyOf = ({ rhythm, ...said }: Sensor): Sensor => ({ ...said, rhythm: { ...rhythm, gaps: [...rhythm.gaps] } })

const hear = (sensor: Sensor, { said, start, at }: Sign): void => {
  beat(sensor.rhythm, at)
  if (said === 'moving') sensor.movedTo = at
  sensor.stillSince = said === 'moving' ? undefined : (sensor.stillSince ?? start)
}

const isGone = ({ rhythm }: Sensor, at: number): boolean => isStale(rhythm, at) || at - rhythm.lastAt > silentMs

/**
 * Tells from readings in time order when a workout stands still: for 4 s no sensor sees anything move, and one at least says
 * so. A sensor that fell silent is not asked once it is gone: its silence alone is no standing. The same moments give
 * the same events.
 */
export class MotionDetector {
  readonly #start: number
  /** By their numbers. */
  #sensors: (Sensor | undefined)[] = []
  #events: readonly WorkoutEvent[] = []
  #standsSince: number | undefined
  #isPaused = false
  /** Whether the person went on although nothing moved: until something does, that is believed. */
  #isTrusting = false

  constructor(start: number) {
    this.#start = start
  }

  copy(): MotionDetector {
    const copy = new MotionDetector(this.#start)
    copy.#sensors = this.#sensors.map((sensor) => sensor && copyOf(sensor))
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
    const sensor = this.#sensors[sign.sensor] ?? unheard()
    this.#sensors[sign.sensor] = sensor
    hear(sensor, sign)
    if (sign.said === 'still') return
    this.#isTrusting = false
    if (this.#standsSince !== undefined) this.#resume(sign, this.#standsSince)
  }

  // An amount of a time that begins before the standing may have come before it.
  #resume({ start, at: end }: Sign, since: number): void {
    this.#events = [...this.#events, { event: 'motionResumed', at: start > since ? start : end }]
    this.#standsSince = undefined
  }

  // The moment at which the last sensor saw nothing move any more.
  #stillSince(at: number): number | undefined {
    if (this.#isPaused || this.#isTrusting || this.#standsSince !== undefined) return undefined
    let [moved, still, heardStill] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const sensor of this.#sensors) {
      if (sensor === undefined) continue
      const { movedTo = Number.NEGATIVE_INFINITY, stillSince, rhythm } = sensor
      if (stillSince === undefined) {
        if (!isGone(sensor, at)) return undefined
        moved = Math.max(moved, movedTo)
        continue
      }
      heardStill = Math.max(heardStill, rhythm.lastAt)
      if (sensor.movedTo === undefined) still = Math.min(still, stillSince)
      else moved = Math.max(moved, movedTo, stillSince)
    }
    const since = Math.max(this.#start, Number.isFinite(moved) ? moved : still)
    return heardStill >= since ? since : undefined
  }
}
