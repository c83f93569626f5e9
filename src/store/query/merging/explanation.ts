import type { Contribution } from '../../../health/statistics.js'
import type { Ranking } from './ranking.js'
import type { Share } from './share.js'

const coverers = ({ coveredBy }: Share, ranking: Ranking): Record<string, number> => {
  const amounts = new Map<string, number>()
  for (const [rank, amount] of coveredBy) {
    const { source } = ranking.at(rank)
    amounts.set(source, (amounts.get(source) ?? 0) + amount)
  }
  return Object.fromEntries(amounts)
}

const setAsideOf = ({ coveredBy }: Share): number => {
  let sum = 0
  for (const amount of coveredBy.values()) sum += amount
  return sum
}

/** How a sum came about, told by source. */
export const explanationOf = (shares: readonly Share[], ranking: Ranking): readonly Contribution[] =>
  shares.map((share, place) => {
    const { source, manual } = ranking.at(share.rank)
    return {
      source,
      ...(manual ? { manual } : {}),
      rank: place + 1,
      count: share.count,
      total: share.total,
      counted: share.counted,
      setAside: setAsideOf(share),
      coveredBy: coverers(share, ranking),
      ownOverlap: share.ownOverlap / 1_000,
    }
  })
