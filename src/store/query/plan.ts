import { invalidArgument } from '../../health/error.js'
import { findType, type QuantityType } from '../../health/type.js'
import type { Stream } from '../archive/streams.js'
import type { StatisticsOption, StatisticsQuery } from '../health-store.js'
import { type Ranking, rankingOf } from './merging/ranking.js'
import { type SampleTest, sampleTestOf } from './sample-test.js'
import type { Shelf } from './shelf.js'
import { wantsStream } from './window.js'

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
  readonly test: SampleTest
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

/** Makes a query ready; `invalidArgument` when the type has no such statistics. */
export function planOf(shelf: Shelf, user: string, query: StatisticsQuery): Plan {
  const type = typeOf(query.type)
  const options = chosen(type, query.options)
  const ofType = shelf.streams(user).filter((stream) => stream.type === type.name)
  return {
    type,
    options,
    streams: ofType.filter(wantsStream({ sources: query.sources, devices: query.devices })),
    test: sampleTestOf(query),
    ranking: rankingOf(ofType, query.sourcePriority ?? []),
    once: query.overlaps !== 'all',
    explain: query.explain === true && type.aggregation === 'cumulative',
    separateBySource: query.separateBySource === true,
  }
}
