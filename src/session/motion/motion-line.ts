import type { WorkoutEvent } from '../../health/workout.js'
import { type Moment, MotionDetector } from './motion-detector.js'

/** Moments that come so much later than newer ones are put where they belong, ms: sensors are not heard in step. */
const disorderMs = 30_000

// Of one instant: first what the person did, then what moved.
const rank = (moment: Moment): number => {
  if ('toggle' in moment) return 0
  return moment.quantity.value > 0 ? 1 : 2
}

const isBefore = (one: Moment, other: Moment): boolean => (one.at - other.at || rank(one) - rank(other)) < 0

/** The moments of a workout in order: what came late is put in its place, as far as it is not too old. */
export class MotionLine {
  #settled: MotionDetector
  #present: MotionDetector
  #recent: Moment[] = []
  #newest = Number.NEGATIVE_INFINITY
  #settledTo = Number.NEGATIVE_INFINITY

  constructor(start: number) {
    this.#settled = new MotionDetector(start)
    this.#present = new MotionDetector(start)
  }

  /** Epoch ms. */
  get newest(): number {
    return this.#newest
  }

  /** False when it is too old to be put in its place. */
  add(moment: Moment): boolean {
    if (moment.at < this.#settledTo) return false
    const index = this.#recent.findLastIndex((known) => !isBefore(moment, known)) + 1
    this.#recent.splice(index, 0, moment)
    this.#newest = Math.max(this.#newest, moment.at)
    if (index === this.#recent.length - 1) this.#present.take(moment)
    else this.#replay()
    this.#settle()
    return true
  }

  /** What is known of motion at an instant, or at that of the newest moment if that is later. */
  eventsAt(at: number): readonly WorkoutEvent[] {
    return this.#present.eventsAt(Math.max(at, this.#newest))
  }

  #replay(): void {
    this.#present = this.#settled.copy()
    for (const moment of this.#recent) this.#present.take(moment)
  }

  #settle(): void {
    for (let [oldest] = this.#recent; oldest && oldest.at < this.#newest - disorderMs; [oldest] = this.#recent) {
      this.#settled.take(oldest)
      this.#settledTo = oldest.at
      this.#recent.shift()
    }
  }
}
