import type { Heartbeat } from '../../health/kinds/heartbeat.js'
import { endOfBeats } from '../../health/kinds/heartbeat-rules.js'
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

const seriesOf = (start: number, beats: readonly Beat[]): HeartbeatSeries => {
  const told = beats.map(
    ({ at, isAfterGap }): Heartbeat => ({ timeSinceStart: (at - start) / 1_000, precededByGap: isAfterGap }),
  )
  const end = endOfBeats(start, told)
  return { kind: 'heartbeatSeries', type: 'heartbeatSeries', start, end, beats: told, metadata: {} }
}

/**
 * The intervals between beats as heartbeat series, at most a minute each. Every beat comes after the start of its series:
 * one that goes on where another ended starts with the last beat of that one.
 */
export function heartbeatSeries(intervals: readonly BeatIntervals[]): readonly HeartbeatSeries[] {
  const series: { readonly start: number; readonly beats: Beat[] }[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const beat of beatsOf(intervals)) {
    // Two of one instant are one: a sensor that begins anew, or an interval of nothing.
    if (beat.at <= last) continue
    const present = series.at(-1)
    if (present !== undefined && beat.at - present.start <= seriesMax) present.beats.push(beat)
    else series.push({ start: beat.isAfterGap ? Math.ceil(beat.at) - 1 : Math.round(last), beats: [beat] })
    last = beat.at
  }
  return series.map(({ start, beats }) => seriesOf(start, beats))
}
