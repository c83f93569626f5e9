import type { Heartbeat } from '../../../../src/health/kinds/heartbeat.js'
import { endOfBeats } from '../../../../src/health/kinds/heartbeat-rules.js'
import type { Reading } from '../../../../src/health/sample.js'

// A series is closed so often, that little is lost in a crash.
const seriesMs = 30_000
// How far beats may run from the notifications that bring them: some sensors tell them seconds later.
const toleranceMs = 5_000
const shortestMs = 240
const longestMs = 2_500

/**
 * Builds series of heartbeats from RR intervals, ms (gatt-profiles § 3.4). A beat follows the one before it by its interval;
 * arrivals only say where the first one is, and after a loss the next. The intervals continue from series to series: a first
 * beat without a gap before it follows a beat at the start of its series.
 */
export class Heartbeats {
  #series: { readonly start: number; readonly beats: Heartbeat[] } | undefined
  /** The end of the last interval, epoch ms with fraction; undefined when what comes next is not joined to it. */
  #joint: number | undefined
  #lastBeat = Number.NEGATIVE_INFINITY
  #takenAt = 0
  #hasGap = true

  /** Takes the intervals of a notification, oldest first; returns how many of them are none between two beats. */
  take(intervals: readonly number[], at: number): number {
    if (intervals.length === 0) return 0
    this.#takenAt = at
    let refused = 0
    let from = this.#anchor(intervals, at)
    for (const interval of intervals) {
      const to = from + interval
      if (interval >= shortestMs && interval <= longestMs) this.#addInterval(from, to)
      else refused += 1
      if (interval < shortestMs || interval > longestMs) this.#hasGap = true
      from = to
    }
    this.#joint = from
    return refused
  }

  /** Beats may have been missed. */
  miss(): void {
    this.#hasGap = true
  }

  /** The series when it is long enough, or nothing has come for it. */
  due(at: number): Reading | undefined {
    const isDue = this.#series !== undefined && at - this.#series.start >= seriesMs
    return isDue || at - this.#takenAt > toleranceMs ? this.close() : undefined
  }

  /** Ends a stretch of beats that join. */
  interrupt(): Reading | undefined {
    this.#joint = undefined
    this.#hasGap = true
    return this.close()
  }

  /** The series so far; the next beat begins another one. */
  close(): Reading | undefined {
    const series = this.#series
    this.#series = undefined
    if (series === undefined) return undefined
    const { start, beats } = series
    const end = endOfBeats(start, beats)
    return { kind: 'heartbeatSeries', type: 'heartbeatSeries', start, end, beats, metadata: {} }
  }

  /** Where the first of the intervals begins. */
  #anchor(intervals: readonly number[], at: number): number {
    const length = intervals.reduce((sum, interval) => sum + interval, 0)
    const joint = this.#joint
    if (joint !== undefined && Math.abs(joint + length - at) <= toleranceMs) return joint
    this.#hasGap = true
    return at - length
  }

  #addInterval(from: number, to: number): void {
    if (this.#hasGap) this.#addBeat(from, true)
    this.#addBeat(to, this.#hasGap)
  }

  // A beat that would come before the last one, after anchoring anew, is one that is there already.
  #addBeat(at: number, precededByGap: boolean): void {
    if (at <= this.#lastBeat) return
    this.#series ??= { start: precededByGap ? Math.ceil(at) - 1 : Math.round(this.#lastBeat), beats: [] }
    this.#series.beats.push({ timeSinceStart: (at - this.#series.start) / 1_000, precededByGap })
    this.#lastBeat = at
    this.#hasGap = false
  }
}
