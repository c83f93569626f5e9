import type { Comparison } from './predicate.js'

type Test = (a: number, b: number) => boolean

const tests: Readonly<Record<Comparison, Test>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Compares two numbers. */
export const compareBy = (comparison: Comparison): Test => tests[comparison]

/** Below 0, 0 or above, as `a` is before, with or after `b`. */
export const orderOf = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The verdict on numbers of which only the range is known; undefined when it depends on which they are. */
export function compareRange(
  [least, most]: readonly [least: number, most: number],
  comparison: Comparison,
  value: number,
): boolean | undefined {
  const [low, high] = [orderOf(least, value), orderOf(most, value)]
  const verdicts: Readonly<Record<Comparison, readonly [always: boolean, never: boolean]>> = {
    '==': [low === 0 && high === 0, low > 0 || high < 0],
    '!=': [low > 0 || high < 0, low === 0 && high === 0],
    '<': [high < 0, low >= 0],
    '<=': [high <= 0, low > 0],
    '>': [low > 0, high <= 0],
    '>=': [low >= 0, high < 0],
  }
  const [always, never] = verdicts[comparison]
  return always ? true : never ? false : undefined
}
