import { invalidArgument } from '../../health/error.js'
import type { Statistics } from '../../health/statistics.js'
import { findType, type QuantityType } from '../../health/type.js'
import { coverage } from '../archive/summary.js'
import type { StatisticsOption, StatisticsQuery } from '../health-store.js'
import { averageOf } from './average.js'
import { cutTo, materialOf, mergeReadings, type Piece, piecesOf } from './piece.js'
import { type Run, runsOf } from './run.js'
import type { Shelf } from './shelf.js'
import { sweepSum } from './sweep.js'
import { wantsStream } from './window.js'

const always = ['mostRecent', 'duration'] as const
const optionsOf = {
  cumulative: ['cumulativeSum', ...always],
  discrete: ['discreteAverage', 'discreteMin', 'discreteMax', ...always],
} as const satisfies Record<string, readonly StatisticsOption[]>

/** A query made ready. */
interface Plan {
  readonly type: QuantityType
  readonly options: ReadonlySet<StatisticsOption>
  readonly query: StatisticsQuery
}

const typeOf = (name: string): QuantityType => {
  const type = findType(name)
  if (type?.family === 'quantity') return type
  throw invalidArgument('statistics are of quantity types alone', [{ pointer: '/type', message: 'no quantity type' }])
}

const planOf = (query: StatisticsQuery): Plan => {
  const type = typeOf(query.type)
  const allowed: readonly StatisticsOption[] =
    type.aggregation === 'cumulative' ? optionsOf.cumulative : optionsOf.discrete
  const options = query.options ?? allowed
  if (options.every((option) => allowed.includes(option))) return { type, options: new Set(options), query }
  const message = `does not fit the aggregation style of ${type.name}`
  throw invalidArgument(message, [{ pointer: '/options', message }])
}

/** Sources, most trusted first; those that nobody ranked come last, by name. */
const ranked = (sources: Iterable<string>, priority: readonly string[]): string[] => {
  const rank = (source: string): number => (priority.includes(source) ? priority.indexOf(source) : priority.length)
  return [...sources].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

const sumOfRun = (run: Run, priority: readonly string[]): number => {
  const sources = new Set(run.map(({ stream }) => stream.source))
  if (sources.size === 1) return run.reduce((sum, { summary }) => sum + summary.sum, 0)
  const bySource = ranked(sources, priority).map((source) =>
    mergeReadings(run.filter(({ stream }) => stream.source === source).map((piece) => piece.readings())),
  )
  return sweepSum(bySource)
}

const coveredOfRun = (run: Run): number => {
  const [first] = run
  if (first && run.length === 1) return first.summary.covered
  return coverage(mergeReadings(run.map((piece) => piece.readings())))
}

const mostRecentOf = (pieces: readonly Piece[]): Statistics['mostRecent'] => {
  const latest = pieces
    .map(({ recent }) => recent)
    .reduce((a, b) => (b.at > a.at || (b.at === a.at && b.start > a.start) ? b : a))
  return { value: latest.value, at: latest.at }
}

/** The figures that were asked for. */
const figuresOf = ({ type, options, query }: Plan, pieces: readonly Piece[]): Partial<Statistics> => {
  const summaries = pieces.map(({ summary }) => summary)
  const runs = options.has('cumulativeSum') || options.has('duration') ? runsOf(pieces) : []
  const figures = {
    cumulativeSum: () => ({ sum: runs.reduce((sum, run) => sum + sumOfRun(run, query.sourcePriority ?? []), 0) }),
    discreteAverage: () => ({ average: averageOf(type, pieces) }),
    discreteMin: () => ({ min: summaries.reduce((least, { minimum }) => Math.min(least, minimum), Infinity) }),
    discreteMax: () => ({ max: summaries.reduce((most, { maximum }) => Math.max(most, maximum), -Infinity) }),
    mostRecent: () => ({ mostRecent: mostRecentOf(pieces) }),
    duration: () => ({ duration: runs.reduce((sum, run) => sum + coveredOfRun(run), 0) / 1_000 }),
  } satisfies Record<StatisticsOption, () => Partial<Statistics>>
  return Object.assign({}, ...[...options].map((option) => figures[option]()))
}

const sourcesOf = (pieces: readonly Piece[]): string[] => [...new Set(pieces.map(({ stream }) => stream.source))].sort()

const separate = (plan: Plan, pieces: readonly Piece[]): Pick<Statistics, 'bySource'> => {
  if (!plan.query.separateBySource) return {}
  const entries = sourcesOf(pieces).map((source) => {
    const own = pieces.filter(({ stream }) => stream.source === source)
    return [source, compose({ ...plan, query: { ...plan.query, separateBySource: false } }, own)] as const
  })
  return { bySource: Object.fromEntries(entries) }
}

const compose = (plan: Plan, pieces: readonly Piece[]): Statistics => ({
  type: plan.type.name,
  unit: plan.type.unit,
  start: pieces.reduce((first, piece) => Math.min(first, piece.first), Infinity),
  end: pieces.reduce((last, piece) => Math.max(last, piece.end), -Infinity),
  ...figuresOf(plan, pieces),
  count: pieces.reduce((sum, { summary }) => sum + summary.count, 0),
  sources: sourcesOf(pieces),
  ...separate(plan, pieces),
})

/** Figures over a person's quantities of a type in a window; undefined when there are none. */
export function statisticsOf(shelf: Shelf, user: string, query: StatisticsQuery): Statistics | undefined {
  const plan = planOf(query)
  const window = { start: query.start ?? Number.NEGATIVE_INFINITY, end: query.end ?? Number.POSITIVE_INFINITY }
  if (window.start >= window.end) return undefined
  const wanted = wantsStream({ types: [plan.type.name], sources: query.sources, devices: query.devices })
  const materials = shelf
    .streams(user)
    .filter(wanted)
    .map((stream) => materialOf(shelf, stream, window))
  const pieces = piecesOf(shelf, materials, cutTo(window, plan.type.aggregation === 'cumulative'))
  return pieces.length === 0 ? undefined : compose(plan, pieces)
}
