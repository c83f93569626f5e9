import type { Reading } from './readings.js'

/** Who is trusted before whom: `order` of ranked sources, and the others as they appeared, oldest first. */
export interface Trust {
  readonly ranked: readonly string[]
  readonly appeared: readonly string[]
}

/** The less, the more trusted. */
const trustOf = ({ source, byHand }: Reading, { ranked, appeared }: Trust): number => {
  if (ranked.includes(source)) return ranked.indexOf(source)
  return (byHand ? 1_000 : 2_000) - appeared.indexOf(source)
}

/** What one of those who bring readings brought. */
export interface Brought {
  readonly source: string
  readonly manual: boolean
  readonly trust: number
  readonly count: number
  readonly total: number
  readonly counted: number
  readonly coveredBy: Record<string, number>
  /** Seconds. */
  readonly ownOverlap: number
}

interface Verdict {
  readonly reading: Reading
  readonly amount: number
  /** Who covered it; undefined when it counts. */
  readonly by: string | undefined
}

/** Every moment at which something begins or ends: between two of them nothing changes. */
const moments = (readings: readonly Reading[]): number[] =>
  [...new Set(readings.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)

export const elementary = (readings: readonly Reading[]): (readonly [from: number, to: number])[] => {
  const all = moments(readings)
  return all.slice(1).map((to, at) => [all[at] as number, to] as const)
}

const isSpan = ({ start, end }: Reading): boolean => end > start
export const spansOver = (readings: readonly Reading[], from: number, to: number): Reading[] =>
  readings.filter((one) => isSpan(one) && one.from <= from && one.to >= to)

/** Judges each reading in each stretch of time. */
function verdicts(readings: readonly Reading[], trust: Trust, once: boolean): Verdict[] {
  const rank = (one: Reading): number => trustOf(one, trust)
  const better = (a: Reading, b: Reading): number =>
    rank(a) - rank(b) ||
    a.start - b.start ||
    b.end - a.end ||
    (a.device < b.device ? -1 : a.device > b.device ? 1 : 0) ||
    a.value - b.value
  const found: Verdict[] = []
  for (const [from, to] of elementary(readings)) {
    const [winner, ...rest] = spansOver(readings, from, to).sort(better)
    for (const reading of winner ? [winner, ...rest] : []) {
      const amount = (reading.value * (to - from)) / (reading.end - reading.start)
      const loses = rank(reading) > rank(winner as Reading) || (once && reading !== winner)
      found.push({ reading, amount, by: loses ? (winner as Reading).source : undefined })
    }
  }
  for (const reading of readings.filter((one) => !isSpan(one))) {
    const at = reading.start
    const [best] = readings.filter((one) => isSpan(one) && one.from <= at && at < one.to).sort(better)
    const loses = best !== undefined && (rank(best) < rank(reading) || (once && rank(best) === rank(reading)))
    found.push({ reading, amount: reading.value, by: loses ? best.source : undefined })
  }
  return found
}

const overlapOf = (readings: readonly Reading[]): number =>
  elementary(readings)
    .filter(([from, to]) => spansOver(readings, from, to).length > 1)
    .reduce((sum, [from, to]) => sum + to - from, 0)

const add = (all: readonly Verdict[]): number => all.reduce((sum, { amount }) => sum + amount, 0)

/** What everybody brought, the most trusted first. */
export function broughtBy(readings: readonly Reading[], trust: Trust, once: boolean): Brought[] {
  const all = verdicts(readings, trust, once)
  const ranks = [...new Set(readings.map((one) => trustOf(one, trust)))].sort((a, b) => a - b)
  return ranks.map((rank) => {
    const own = readings.filter((one) => trustOf(one, trust) === rank)
    const mine = all.filter(({ reading }) => trustOf(reading, trust) === rank)
    const coverers = [...new Set(mine.flatMap(({ by }) => (by === undefined ? [] : [by])))]
    return {
      source: (own[0] as Reading).source,
      manual: rank > 900 && (own[0] as Reading).byHand,
      trust: rank,
      count: own.length,
      total: add(mine),
      counted: add(mine.filter(({ by }) => by === undefined)),
      coveredBy: Object.fromEntries(coverers.map((by) => [by, add(mine.filter((verdict) => verdict.by === by))])),
      ownOverlap: overlapOf(own) / 1_000,
    }
  })
}
