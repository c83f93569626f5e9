import type { Heartbeat } from '../../health/kinds/heartbeat.js'
import type { Reading } from '../../health/sample.js'
import type { BeatIntervals } from './recorded-activity.js'

type HeartbeatSeries = Extract<Reading, { kind: 'heartbeatSeries' }>

/** As far as the sum of intervals may be behind the clock before beats are taken to be missing, ms. */
const driftMax = 5_000
/** As long as a series goes on before the next one begins, ms: HealthKit's usual minute, and no sample of unbounded size. */
const seriesMax = 60_000

interface Beat {
  readonly at: number
  readonly isAfterGap: boolean
}

/**
 * When each beat was. Intervals are added up, because they are written in bunches; where their sum is behind the clock by
 * more than `driftMax`, beats are missing and the sum begins anew.
 */
function* beatsOf(beats: readonly BeatIntervals[]): Generator<Beat> {
  let last: number | undefined
  for (const { at, intervals } of beats) {
    const length = intervals.reduce((sum, interval) => sum + interval, 0)
    // Ahead of the clock it only is where the clock stands: after the last record.
    const isGap = last === undefined || at - (last + length) > driftMax
    if (isGap) {
      last = at - length
      yield { at: last, isAfterGap: true }
    }
    for (const interval of intervals) {
      last = (last ?? at) + interval
      yield { at: last, isAfterGap: false }
    }
  }
}

const seriesOf = (beats: readonly Beat[]): HeartbeatSeries => {
  const start = beats[0]?.at ?? 0
  return {
    kind: 'heartbeatSeries',
    type: 'heartbeatSeries',
    start: Math.round(start),
    end: Math.round(beats.at(-1)?.at ?? start),
    beats: beats.map(
      ({ at, isAfterGap }, index): Heartbeat => ({
        timeSinceStart: Math.max(0, at - Math.round(start)) / 1_000,
        precededByGap: index > 0 && isAfterGap,
      }),
    ),
    metadata: {},
  }
}

/** The intervals between beats as heartbeat series, at most a minute each, which share their border's beat. */
export function heartbeatSeries(intervals: readonly BeatIntervals[]): readonly HeartbeatSeries[] {
  const series: Beat[][] = []
  for (const beat of beatsOf(intervals)) {
    const present = series.at(-1)
    const first = present?.[0]
    const last = present?.at(-1)
    if (present === undefined || first === undefined || last === undefined) series.push([beat])
    else if (beat.at - first.at <= seriesMax) present.push(beat)
    else series.push(beat.isAfterGap ? [beat] : [last, beat])
  }
  return series.filter(({ length }) => length > 1).map(seriesOf)
}
