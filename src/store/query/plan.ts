import { invalidArgument } from '../../health/error.js'
import type { Predicate } from '../../health/predicate/predicate.js'
import type { StatisticsOption } from '../../health/statistics.js'
import { findType, type QuantityType } from '../../health/type.js'
import type { Stream } from '../archive/streams.js'
import type { StatisticsQuery } from '../health-store.js'
import { type Filter, filterOf } from './filter/filter.js'
import { predicateOf } from './filter/selection.js'
import { type Ranking, rankingOf } from './merging/ranking.js'
import type { Shelf } from './shelf.js'

const always = ['mostRecent', 'duration'] as const
const optionsOf = {
  cumulative: ['cumulativeSum', ...always],
  discrete: ['discreteAverage', 'discreteMin', 'discreteMax', ...always],
} as const satisfies Record<string, readonly StatisticsOption[]>

/** A query of statistics made ready, whatever the window. */
export interface Plan {
  readonly type: QuantityType
  readonly options: ReadonlySet<StatisticsOption>
  readonly streams: readonly Stream[]
  /** What is asked of samples besides the type and an overlap with the window. */
  readonly filter: Filter
  readonly ranking: Ranking
  /** Whether time that one source covers twice counts once. */
  readonly once: boolean
  readonly explain: boolean
  readonly separateBySource: boolean
}

const typeOf = (name: string): QuantityType => {
  const type = findType(name)
  if (type?.family === 'quantity') return type
  throw invalidArgument('statistics are of quantity types alone', [{ pointer: '/type', message: 'no quantity type' }])
}

const allowedOf = ({ aggregation }: QuantityType): readonly StatisticsOption[] =>
  aggregation === 'cumulative' ? optionsOf.cumulative : optionsOf.discrete

const chosen = (
  type: QuantityType,
  options: readonly StatisticsOption[] | undefined,
): ReadonlySet<StatisticsOption> => {
  const allowed = allowedOf(type)
  const wrong = options?.filter((option) => !allowed.includes(option)) ?? []
  if (wrong.length === 0) return new Set(options ?? allowed)
  const style = `${type.name} is ${type.aggregation}, so it has ${allowed.join(', ')}`
  const errors = wrong.map((option) => ({ pointer: '/options', message: `no ${option}: ${style}` }))
  throw invalidArgument(`${wrong.join(', ')} cannot be had: ${style}`, errors)
}

// Without strict options a sample has to overlap each window that is looked at, which is seen to there.
const conditionOf = ({ start, end, strict = [], sources, devices, predicate }: StatisticsQuery): Predicate =>
  predicateOf({ sources, devices, predicate, ...(strict.length === 0 ? {} : { start, end, strict }) })

/** Makes a query ready; `invalidArgument` when the type has no such statistics. */
export function planOf(shelf: Shelf, user: string, query: StatisticsQuery): Plan {
  const type = typeOf(query.type)
  const options = chosen(type, query.options)
  const filter = filterOf(shelf, conditionOf(query))
  const ofType = shelf.streams(user).filter((stream) => stream.type === type.name)
  return {
    type,
    options,
    streams: ofType.filter((stream) => filter(stream).samples !== false),
    filter,
    ranking: rankingOf(ofType, query.sourcePriority ?? []),
    once: query.overlaps !== 'all',
    explain: query.explain === true && type.aggregation === 'cumulative',
    separateBySource: query.separateBySource === true,
  }
}
