import type { Span } from '../../../health/clock.js'
import type { HeartbeatSeriesSample } from '../../../health/sample.js'
import { type Figures, noneOf } from '../figure.js'
import { ArtefactFilter, VariabilitySums } from './beat-intervals.js'

/** Instants are whole milliseconds, beats are not: series that follow each other overlap by this much at most. */
const toleranceMs = 2
const leastCoverage = 0.8
const names = ['rmssd', 'sdnn', 'pnn50']

/** Finds the stretch without a pause that an instant is in. */
export type SpanAt = (at: number) => Span | undefined

/** Heart rate variability from the beats in timer time. Keeps sums; series come in the order of their starts. */
export class VariabilityMeter {
  readonly #filter = new ArtefactFilter()
  readonly #sums = new VariabilitySums()
  #newestStart = Number.NEGATIVE_INFINITY
  #lastBeat = Number.NEGATIVE_INFINITY
  #lastInterval: number | undefined

  /**
   * False when the series begins before one that is counted. One that overlaps what is counted is of another sensor; one
   * that starts with the last beat that is counted goes on from it.
   */
  take({ start, beats }: HeartbeatSeriesSample, spanAt: SpanAt): boolean {
    if (start < this.#newestStart) return false
    this.#newestStart = start
    if (start < this.#lastBeat - toleranceMs) return true
    if (start > this.#lastBeat + toleranceMs) this.#lastInterval = undefined
    const goesOn = start <= this.#lastBeat + toleranceMs
    for (const [index, { timeSinceStart, precededByGap }] of beats.entries()) {
      const at = start + timeSinceStart * 1_000
      const isJoined = index > 0 || (goesOn && at > this.#lastBeat + toleranceMs)
      if (precededByGap) this.#lastInterval = undefined
      else if (isJoined) this.#count(this.#lastBeat, at, spanAt)
      this.#lastBeat = at
    }
    return true
  }

  /** @param elapsed Seconds of timer time, of which the valid intervals are to explain four fifths. */
  figures(elapsed: number): Figures {
    if (!Number.isFinite(this.#lastBeat) || elapsed <= 0) return noneOf([...names, 'hrvCoverage'], 'no beats')
    const hrvCoverage = Math.min(1, this.#sums.sum / 1_000 / elapsed)
    if (hrvCoverage < leastCoverage)
      return { ...noneOf(names, 'valid intervals between beats cover too little of the time'), hrvCoverage }
    const few = 'too few intervals between beats'
    const { rmssd = few, sdnn = few, pnn50 = few } = this.#sums
    return { rmssd, sdnn, pnn50, hrvCoverage }
  }

  // An interval counts when all of it is timer time.
  #count(from: number, to: number, spanAt: SpanAt): void {
    const timer = spanAt(Math.floor(to))
    const isRunning = timer !== undefined && from >= timer.start - toleranceMs
    const isValid = isRunning && this.#filter.isValid(to - from)
    if (isValid) this.#sums.add(to - from, this.#lastInterval)
    this.#lastInterval = isValid ? to - from : undefined
  }
}
