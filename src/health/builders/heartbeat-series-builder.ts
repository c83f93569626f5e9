import { HealthError } from '../error.js'
import { type Heartbeat, heartbeatsMax } from '../kinds/heartbeat.js'
import { heartbeatSeriesSample } from '../kinds/new-samples.js'
import type { NewHeartbeatSeriesSample } from '../sample.js'
import type { SampleFacts } from '../sample-rules.js'
import type { SeriesEnd } from './quantity-series-builder.js'
import { refuse, Taking } from './taking.js'

/** When a series of beats begins, epoch ms, and what records it. */
export type HeartbeatSeriesStart = Pick<SampleFacts, 'start' | 'source' | 'device' | 'timeZone'>

/**
 * Collects the beats of a heart (HKHeartbeatSeriesBuilder, semantics § 8.1). Other than HealthKit's, a beat that is
 * refused leaves the builder as it was, so that the beats before it are not lost. After `finish` or `discard` every call
 * throws `invalidArgument`.
 */
export class HeartbeatSeriesBuilder {
  /** As many beats as one series takes. */
  static readonly maximumCount = heartbeatsMax

  readonly #series: HeartbeatSeriesStart
  readonly #beats: Heartbeat[] = []
  readonly #taking = new Taking()

  constructor(series: HeartbeatSeriesStart) {
    this.#series = series
  }

  /** How many beats were added. */
  get count(): number {
    return this.#beats.length
  }

  /**
   * Adds the next beat. Throws `invalidArgument` when it is not after the one before it, or not after the start;
   * `dataSizeExceeded` when there are as many as can be.
   */
  add({ timeSinceStart, precededByGap }: Heartbeat): void {
    this.#taking.check()
    const last = this.#beats.at(-1)?.timeSinceStart ?? 0
    if (!(timeSinceStart > last && Number.isFinite(timeSinceStart)))
      throw refuse('timeSinceStart', 'is not after the beat before')
    if (this.#beats.length >= heartbeatsMax)
      throw new HealthError('dataSizeExceeded', `more than ${heartbeatsMax} beats`)
    this.#beats.push({ timeSinceStart, precededByGap })
  }

  /** The sample to save. Throws `invalidArgument`, and stays open, when there is no beat or `end` is before the last. */
  finish({ end, metadata }: SeriesEnd = {}): NewHeartbeatSeriesSample {
    this.#taking.check()
    const sample = heartbeatSeriesSample({ ...this.#series, end, metadata, beats: [...this.#beats] })
    this.#taking.end()
    return sample
  }

  /** Forgets everything. */
  discard(): void {
    this.#taking.end()
    this.#beats.length = 0
  }
}
