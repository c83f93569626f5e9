import type { Span } from '../../health/clock.js'
import type { Statistics, StatisticsOption } from '../../health/statistics.js'
import type { StatisticsQuery } from '../health-store.js'
import { averageOf } from './average.js'
import { materialOf } from './material.js'
import { explanationOf } from './merging/explanation.js'
import { type Merging, mergedShares, mergedSum } from './merging/merged-sum.js'
import { coverageOf, type Piece, piecesOf } from './piece.js'
import { type Plan, planOf } from './plan.js'
import { type Run, runsOf } from './run.js'
import type { Shelf } from './shelf.js'

/** What was found, and how it is put together. */
interface Findings extends Merging {
  readonly plan: Plan
  readonly pieces: readonly Piece[]
  readonly runs: readonly Run[]
}

const findingsOf = (plan: Plan, window: Span, pieces: readonly Piece[]): Findings => {
  const isOrdered = plan.explain || plan.options.has('cumulativeSum') || plan.options.has('duration')
  const { ranking, once } = plan
  return { plan, window, ranking, once, pieces, runs: isOrdered ? runsOf(pieces) : [] }
}

/** The latest reading: that ends last, of these starts last, of these has the most. */
const mostRecentOf = (pieces: readonly Piece[]): Statistics['mostRecent'] => {
  const { value, at, start } = pieces
    .map(({ recent }) => recent)
    .reduce((a, b) => ((b.at - a.at || b.start - a.start || b.value - a.value) > 0 ? b : a))
  return { value, at, start }
}

const least = (pieces: readonly Piece[]): number => {
  let found = Number.POSITIVE_INFINITY
  for (const { summary } of pieces) found = Math.min(found, summary.minimum)
  return found
}

const most = (pieces: readonly Piece[]): number => {
  let found = Number.NEGATIVE_INFINITY
  for (const { summary } of pieces) found = Math.max(found, summary.maximum)
  return found
}

const figures = {
  cumulativeSum: (findings) => ({ sum: mergedSum(findings.runs, findings) }),
  discreteAverage: ({ plan, pieces }) => ({ average: averageOf(plan.type, pieces) }),
  discreteMin: ({ pieces }) => ({ min: least(pieces) }),
  discreteMax: ({ pieces }) => ({ max: most(pieces) }),
  mostRecent: ({ pieces }) => ({ mostRecent: mostRecentOf(pieces) }),
  duration: ({ runs }) => ({ duration: runs.reduce((sum, run) => sum + coverageOf(run), 0) / 1_000 }),
} as const satisfies Record<StatisticsOption, (findings: Findings) => Partial<Statistics>>

const sourcesOf = (pieces: readonly Piece[]): string[] => {
  const [first] = pieces
  if (first !== undefined && pieces.every(({ stream }) => stream === first.stream)) return [first.stream.source]
  return [...new Set(pieces.map(({ stream }) => stream.source))].sort()
}

const explained = (findings: Findings): Pick<Statistics, 'explanation'> => {
  if (!findings.plan.explain) return {}
  return { explanation: explanationOf(mergedShares(findings.runs, findings), findings.ranking) }
}

const separate = ({ plan, window, pieces }: Findings): Pick<Statistics, 'bySource'> => {
  if (!plan.separateBySource) return {}
  const entries = sourcesOf(pieces).map((source) => {
    const own = pieces.filter(({ stream }) => stream.source === source)
    return [source, compose(findingsOf({ ...plan, separateBySource: false }, window, own))] as const
  })
  return { bySource: Object.fromEntries(entries) }
}

const extentOf = (pieces: readonly Piece[]): Pick<Statistics, 'start' | 'end' | 'count'> => {
  let [start, end, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const piece of pieces) {
    start = Math.min(start, piece.first)
    end = Math.max(end, piece.end)
    count += piece.summary.count
  }
  return { start, end, count }
}

const compose = (findings: Findings): Statistics => {
  const { plan, pieces } = findings
  return {
    type: plan.type.name,
    unit: plan.type.unit,
    ...extentOf(pieces),
    ...Object.assign({}, ...[...plan.options].map((option) => figures[option](findings))),
    sources: sourcesOf(pieces),
    ...explained(findings),
    ...separate(findings),
  }
}

/** The figures of a window; undefined when there is nothing in it. */
export function statisticsIn(shelf: Shelf, plan: Plan, window: Span): Statistics | undefined {
  if (window.start >= window.end) return undefined
  const materials = plan.streams.flatMap((stream) => materialOf(shelf, stream, { window, passes: plan.filter(stream) }))
  const pieces = piecesOf(shelf, materials, { window, shares: plan.type.aggregation === 'cumulative' })
  return pieces.length === 0 ? undefined : compose(findingsOf(plan, window, pieces))
}

/** Figures over a person's quantities of a type in a window; undefined when there are none. */
export function statisticsOf(shelf: Shelf, user: string, query: StatisticsQuery): Statistics | undefined {
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = query
  return statisticsIn(shelf, planOf(shelf, user, query), { start, end })
}
