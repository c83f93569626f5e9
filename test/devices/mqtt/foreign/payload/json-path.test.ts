import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJsonPath, readJsonPath } from '../../../../../devices/mqtt/foreign/payload/json-path.js'
import { propertyRuns } from '../../../../setup/property-runs.js'

const find = (path: string, root: unknown): unknown => {
  const parsed = parseJsonPath(path)
  return parsed && readJsonPath(parsed, root)
}

describe('a JSON path', () => {
  it.each([
    ['$', 7, [7]],
    ['$.a', { a: 1 }, [1]],
    ['$.a.b[0]', { a: { b: [5, 6] } }, [5]],
    ['$.b[-1]', { b: [5, 6] }, [6]],
    ["$['a b'].c", { 'a b': { c: null } }, [null]],
    ['$["it\'s"]', { "it's": 1 }, [1]],
    ['$.list[*].v', { list: [{ v: 1 }, {}, { v: 3 }] }, [1, 3]],
    ['$[*][*]', [[1], [2, 3]], [1, 2, 3]],
  ])('%s finds in %j', (path, root, found) => {
    expect(find(path, root)).toEqual(found)
  })

  it.each([
    ['$.a', {}],
    ['$.a', []],
    ['$.a.b', { a: 'text' }],
    ['$[0]', { 0: 'no list' }],
    ['$[7]', [1]],
    ['$.constructor', {}],
    ['$.__proto__', {}],
    ['$.length', [1]],
    ['$.a', null],
  ])('%s finds nothing in %j', (path, root) => {
    expect(find(path, root)).toEqual([])
  })

  it.each([
    '',
    'a',
    '$a',
    '$.',
    '$..a',
    '$[',
    '$[a]',
    "$['a",
    '$.a[?(@.b)]',
    `$${'.a'.repeat(17)}`,
    `$.${'a'.repeat(300)}`,
  ])('%j is none', (path) => {
    expect(parseJsonPath(path)).toBeUndefined()
  })

  it('finds at most ten thousand values', () => {
    const rows = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 1))
    expect(find('$[*][*]', rows)).toHaveLength(10_000)
  })

  it('takes any text and any payload', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (path, root) => {
        find(`$${path}`, root)
      }),
      propertyRuns(500, 100_000),
    )
  })
})
