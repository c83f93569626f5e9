import type { Contribution, Statistics } from '../../../src/health/statistics.js'
import type { Brought } from './merged.js'
import type { BruteStatistics } from './statistics.js'

// Plain comparisons instead of the test runner's, which would take most of the time of a hundred thousand cases.

const isClose = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) * 100)

const unequal = (path: string, found: object, wanted: object): string[] => {
  const names = Object.keys(wanted)
  const [left, right] = [found as Record<string, unknown>, wanted as Record<string, unknown>]
  return names
    .filter((name) => !isClose(left[name], right[name]))
    .map((name) => `${path}${name}: found ${left[name]}, wanted ${right[name]}`)
}

const zeros = (names: readonly string[]): Record<string, number> => Object.fromEntries(names.map((name) => [name, 0]))

const contributionDifferences = (found: Contribution, wanted: Brought, place: number): string[] => {
  const path = `explanation[${place}].`
  const { source, manual, count, total, counted, ownOverlap } = wanted
  const setAside = Object.values(wanted.coveredBy).reduce((sum, amount) => sum + amount, 0)
  const facts = { source, manual, count, total, counted, ownOverlap, setAside, rank: place + 1 }
  const none = zeros([...Object.keys(found.coveredBy), ...Object.keys(wanted.coveredBy)])
  return [
    ...unequal(path, { ...found, manual: found.manual ?? false }, facts),
    ...unequal(`${path}coveredBy.`, { ...none, ...found.coveredBy }, { ...none, ...wanted.coveredBy }),
  ]
}

const explanationDifferences = (found: Statistics, wanted: BruteStatistics): string[] => {
  const [told = [], brought = []] = [found.explanation, wanted.brought]
  if (told.length !== brought.length) return [`explanation of ${told.length}, wanted of ${brought.length}`]
  return brought.flatMap((one, place) => contributionDifferences(told[place] as Contribution, one, place))
}

const partDifferences = (
  { bySource: found = {} }: Statistics,
  { bySource: wanted = {} }: BruteStatistics,
): string[] => {
  const names = Object.keys(wanted)
  if (Object.keys(found).join() !== names.join()) return [`bySource of ${Object.keys(found)}, wanted of ${names}`]
  return names.flatMap((name) => differences(found[name], wanted[name]).map((text) => `bySource.${name}.${text}`))
}

/** What statistics say otherwise than the brute force; nothing when they agree. */
export function differences(found: Statistics | undefined, wanted: BruteStatistics | undefined): string[] {
  if (found === undefined || wanted === undefined) {
    return found === wanted ? [] : [`found ${found && 'some'}, wanted ${wanted && 'some'}`]
  }
  const { bySource: _parts, brought: _brought, mostRecent, sources, ...figures } = wanted
  return [
    ...unequal('', found, { sum: undefined, average: undefined, min: undefined, max: undefined, ...figures }),
    ...unequal('mostRecent.', found.mostRecent ?? {}, mostRecent),
    ...unequal('', { sources: found.sources.join() }, { sources: sources.join() }),
    ...explanationDifferences(found, wanted),
    ...partDifferences(found, wanted),
  ]
}
