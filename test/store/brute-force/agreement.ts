import { expect } from 'vitest'
import type { Contribution, Statistics } from '../../../src/health/statistics.js'
import type { Brought } from './merged.js'
import type { BruteStatistics } from './statistics.js'

const close = (wanted: number | undefined): unknown =>
  wanted === undefined ? undefined : expect.closeTo(wanted, Math.abs(wanted) > 1_000 ? 5 : 7)

const expectContribution = (found: Contribution | undefined, wanted: Brought, place: number): void => {
  expect(found).toMatchObject({ source: wanted.source, rank: place + 1, count: wanted.count })
  expect(found?.manual ?? false).toBe(wanted.manual)
  const { total, counted, coveredBy, ownOverlap } = found as Contribution
  const setAside = Object.values(wanted.coveredBy).reduce((sum, amount) => sum + amount, 0)
  expect({ total, counted, ownOverlap }).toEqual({
    total: close(wanted.total),
    counted: close(wanted.counted),
    ownOverlap: close(wanted.ownOverlap),
  })
  expect(found?.setAside).toEqual(close(setAside))
  for (const source of new Set([...Object.keys(coveredBy), ...Object.keys(wanted.coveredBy)])) {
    expect(coveredBy[source] ?? 0).toEqual(close(wanted.coveredBy[source] ?? 0))
  }
}

const expectExplanation = (found: Statistics, wanted: BruteStatistics): void => {
  expect(found.explanation?.length).toBe(wanted.brought?.length)
  for (const [place, brought] of (wanted.brought ?? []).entries()) {
    expectContribution(found.explanation?.[place], brought, place)
  }
}

/** Expects that the statistics say what the brute force says. */
export function expectAgreement(found: Statistics | undefined, wanted: BruteStatistics | undefined): void {
  expect(found === undefined).toBe(wanted === undefined)
  if (found === undefined || wanted === undefined) return
  const { start, end, count, sources, mostRecent, sum, average, min, max, duration } = found
  expect({ start, end, count, sources, mostRecent, min, max }).toEqual({
    ...{ start: wanted.start, end: wanted.end, count: wanted.count, sources: wanted.sources },
    ...{ mostRecent: wanted.mostRecent, min: wanted.min, max: wanted.max },
  })
  expect({ sum, average, duration }).toEqual({
    sum: close(wanted.sum),
    average: close(wanted.average),
    duration: close(wanted.duration),
  })
  expectExplanation(found, wanted)
  expect(Object.keys(found.bySource ?? {})).toEqual(Object.keys(wanted.bySource ?? {}))
  for (const [source, part] of Object.entries(wanted.bySource ?? {})) expectAgreement(found.bySource?.[source], part)
}
