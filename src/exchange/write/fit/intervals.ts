import type { HeartbeatSeriesSample, Sample } from '../../../health/sample.js'

/** The time between two beats, ms, and when the second one was, epoch ms. */
export interface BeatInterval {
  readonly at: number
  readonly interval: number
}

/** Instants are whole milliseconds, beats are not: a series that goes on from another starts this close to its last beat. */
const toleranceMs = 2

/** The intervals of all heartbeat series, in time order; none reaches over a gap. */
export function intervalsOf(samples: readonly Sample[]): readonly BeatInterval[] {
  const all = samples.filter((sample): sample is HeartbeatSeriesSample => sample.kind === 'heartbeatSeries')
  const found: BeatInterval[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const { start, beats } of all.toSorted((one, other) => one.start - other.start)) {
    // What overlaps what was told already is of another sensor.
    if (start < last - toleranceMs) continue
    const goesOn = start <= last + toleranceMs
    for (const [index, { timeSinceStart, precededByGap }] of beats.entries()) {
      const at = start + timeSinceStart * 1_000
      const isJoined = index > 0 || (goesOn && at > last + toleranceMs)
      if (isJoined && !precededByGap) found.push({ at, interval: at - last })
      last = at
    }
  }
  return found
}
