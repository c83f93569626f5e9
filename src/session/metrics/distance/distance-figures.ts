import type { Span } from '../../../health/clock.js'
import { instantOf } from '../../../health/exercise/timer.js'
import type { Split } from '../../../health/workout.js'
import { eachItsOwn, type FigureInputs, type Figures, noneOf } from '../figure.js'
import { type FastestMeter, fastestDistances } from './fastest-distances.js'
import type { SplitMeter } from './splits.js'

const paceFigures = ['averageSpeed', 'averagePace']
const splitFigures = ['fastestSplit', 'slowestSplit']
const fastestName = (distance: string): string => `fastest${distance}`
const all = [...paceFigures, ...splitFigures, ...Object.keys(fastestDistances).map(fastestName)]

const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1_000)

const paceOf = (metres: number, elapsed: number): Figures => ({
  averageSpeed: elapsed > 0 ? metres / elapsed : 'no time has passed',
  averagePace: metres > 0 ? elapsed / (metres / 1_000) : 'no way was gone',
})

const fastestOf = ({ times }: FastestMeter): Figures =>
  Object.fromEntries(
    Object.entries(times).map(([name, time]) => [fastestName(name), seconds(time) ?? 'the distance was not gone']),
  )

const splitTimes = ({ whole }: SplitMeter): Figures =>
  whole.length === 0
    ? noneOf(splitFigures, 'under 1 km')
    : { fastestSplit: Math.min(...whole) / 1_000, slowestSplit: Math.max(...whole) / 1_000 }

/** What becomes of a distance: m/s, s a kilometre, s. */
export const distanceFiguresOf = (
  meters: { readonly splits: SplitMeter; readonly fastest: FastestMeter },
  { elapsed, statistics, areSports }: FigureInputs,
): Figures => {
  if (areSports) return noneOf(all, eachItsOwn)
  const metres = statistics[meters.splits.type]?.sum
  if (metres === undefined) return noneOf(all, 'no distance')
  return { ...paceOf(metres, elapsed), ...splitTimes(meters.splits), ...fastestOf(meters.fastest) }
}

/** The splits of so many ms of timer time, at the instants that they were; undefined without a distance. */
export const splitsOf = (meter: SplitMeter, timerMs: number, spans: readonly Span[]): readonly Split[] | undefined => {
  const splits = meter.until(timerMs).map(({ from, to, distance }) => ({
    start: Math.round(instantOf(spans, from, 'start')),
    end: Math.round(instantOf(spans, to, 'end')),
    elapsed: (to - from) / 1_000,
    distance,
  }))
  return splits.length === 0 ? undefined : splits
}
