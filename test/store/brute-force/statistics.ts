import { averageOf, type Style } from './average.js'
import { type Brought, broughtBy, elementary, spansOver, type Trust } from './merged.js'
import { type BruteQuery, type Measured, type Reading, readingsFor } from './readings.js'

/** The statistics, as far as they are compared. */
export interface BruteStatistics {
  readonly start: number
  readonly end: number
  readonly count: number
  readonly sources: readonly string[]
  readonly sum?: number
  readonly average?: number
  readonly min?: number
  readonly max?: number
  readonly mostRecent: { readonly value: number; readonly at: number; readonly start: number }
  readonly duration: number
  readonly brought?: readonly Brought[]
  readonly bySource?: Readonly<Record<string, BruteStatistics>>
}

const figuresOf = (readings: readonly Reading[], query: BruteQuery, about: { style: Style; trust: Trust }) => {
  const values = readings.map(({ value }) => value)
  if (about.style.kind !== 'cumulative') {
    return { average: averageOf(readings, about.style), min: Math.min(...values), max: Math.max(...values) }
  }
  const brought = broughtBy(readings, about.trust, query.overlaps !== 'all')
  return { sum: brought.reduce((sum, { counted }) => sum + counted, 0), brought }
}

const composed = (
  readings: readonly Reading[],
  query: BruteQuery,
  about: { style: Style; trust: Trust },
): BruteStatistics => {
  const latest = readings.reduce((a, b) => ((b.end - a.end || b.start - a.start || b.value - a.value) > 0 ? b : a))
  const covered = elementary(readings).filter(([from, to]) => spansOver(readings, from, to).length > 0)
  return {
    start: Math.min(...readings.map(({ start }) => start)),
    end: Math.max(...readings.map(({ end }) => end)),
    count: readings.length,
    sources: [...new Set(readings.map(({ source }) => source))].sort(),
    ...figuresOf(readings, query, about),
    mostRecent: { value: latest.value, at: latest.end, start: latest.start },
    duration: covered.reduce((sum, [from, to]) => sum + to - from, 0) / 1_000,
  }
}

/** The statistics of these samples; undefined when none matches. */
export function bruteStatistics(
  samples: readonly Measured[],
  query: BruteQuery,
  about: { style: Style; trust: Trust },
): BruteStatistics | undefined {
  const readings = readingsFor(samples, query, about.style)
  if (readings.length === 0 || query.start >= query.end) return undefined
  const whole = composed(readings, query, about)
  if (!query.separateBySource) return whole
  const parts = whole.sources.map((source) => {
    const own = readings.filter((one) => one.source === source)
    return [source, composed(own, query, about)] as const
  })
  return { ...whole, bySource: Object.fromEntries(parts) }
}
