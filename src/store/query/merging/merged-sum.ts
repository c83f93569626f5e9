import type { Piece } from '../piece.js'
import { mergeReadings } from '../readings.js'
import type { Run } from '../run.js'
import type { Ranking } from './ranking.js'
import { addShare, newShare, type Share } from './share.js'
import { type Claim, type SweepRule, sweep } from './sweep.js'

/** How sources are merged: in which order, and what counts. */
export interface Merging extends SweepRule {
  readonly ranking: Ranking
}

const rankOf = ({ ranking }: Merging, { stream, manual }: Piece): number =>
  ranking.rank({ source: stream.source, manual })

/** Whoever has pieces in the run, the most trusted first. */
const claimsOf = (run: Run, merging: Merging): readonly Claim[] => {
  const ranks = run.map((piece) => rankOf(merging, piece))
  return [...new Set(ranks)]
    .sort((a, b) => a - b)
    .map((rank) => {
      const own = run.filter((_, at) => ranks[at] === rank)
      const devices = own.map(({ stream }) => stream.device ?? '')
      return {
        rank,
        readings: mergeReadings(
          own.map((piece) => piece.whole()),
          devices,
        ),
      }
    })
}

const addUp = (run: Run, figure: (piece: Piece) => number): number => {
  let sum = 0
  for (const piece of run) sum += figure(piece)
  return sum
}

const sumOf = ({ summary }: Piece): number => summary.sum

/** Instants cover no time, and one contributor's own cover does not matter when all of it counts. */
const countsWhole = (run: Run, merging: Merging): boolean => {
  if (run.every(({ summary }) => summary.covered === 0)) return true
  return !merging.once && new Set(run.map((piece) => rankOf(merging, piece))).size === 1
}

const sumOfRun = (run: Run, merging: Merging): number => {
  const [only] = run
  if (only !== undefined && run.length === 1) return merging.once ? only.counted() : only.summary.sum
  if (countsWhole(run, merging)) return addUp(run, sumOf)
  return sweep(claimsOf(run, merging), merging).reduce((sum, { counted }) => sum + counted, 0)
}

/** The sum over all sources, of which every moment counts once. */
export const mergedSum = (runs: readonly Run[], merging: Merging): number =>
  runs.reduce((sum, run) => sum + sumOfRun(run, merging), 0)

/** What nobody sets anything aside of. */
const wholeShare = (piece: Piece, merging: Merging): Share => {
  const { count, sum } = piece.summary
  return { ...newShare(rankOf(merging, piece)), count, total: sum, counted: sum }
}

const sharesOfRun = (run: Run, merging: Merging): readonly Share[] => {
  const [only] = run
  const isApart = only?.summary.covered === 0 || only?.isApart
  if (only !== undefined && run.length === 1 && isApart) return [wholeShare(only, merging)]
  return sweep(claimsOf(run, merging), merging)
}

/** What each contributor brings to the merged sum, the most trusted first. */
export function mergedShares(runs: readonly Run[], merging: Merging): readonly Share[] {
  const byRank = new Map<number, Share>()
  for (const run of runs) {
    for (const share of sharesOfRun(run, merging)) {
      const sum = byRank.get(share.rank) ?? newShare(share.rank)
      byRank.set(share.rank, sum)
      addShare(sum, share)
    }
  }
  return [...byRank.values()].sort((a, b) => a.rank - b.rank)
}
