import type { Sample } from '../../../health/sample.js'

/** The time between two beats, ms, and when the second one was, epoch ms. */
export interface BeatInterval {
  readonly at: number
  readonly interval: number
}

/** The intervals of all heartbeat series, in time order; none reaches over a gap. */
export const intervalsOf = (samples: readonly Sample[]): readonly BeatInterval[] =>
  samples
    .flatMap((sample) => {
      if (sample.kind !== 'heartbeatSeries') return []
      return sample.beats.slice(1).flatMap(({ timeSinceStart, precededByGap }, index) => {
        const before = sample.beats[index]?.timeSinceStart ?? timeSinceStart
        const at = sample.start + timeSinceStart * 1_000
        return precededByGap ? [] : [{ at, interval: (timeSinceStart - before) * 1_000 }]
      })
    })
    .toSorted((one, other) => one.at - other.at)
