import { assert, constantFrom, dictionary, jsonValue, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patchBetween, patched } from '../../../src/health/json/json-patch.js'

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a patch between two values', () => {
  const name = oneof(string(), constantFrom('__proto__', 'constructor', 'a/b', '~', '~1', '-', '0', ''))
  const value = oneof(jsonValue(), dictionary(name, jsonValue()))

  it('makes one of the other, whatever they are', () => {
    assert(
      property(value, value, (one, other) => {
        const [from, to] = [overTheWire(one), overTheWire(other)]
        expect(patched(from, patchBetween(from, to))).toEqual(to)
      }),
    )
  })

  it('leaves the value alone that it is applied to', () => {
    assert(
      property(value, value, (one, other) => {
        const from = overTheWire(one)
        const before = JSON.stringify(from)
        patched(from, patchBetween(from, overTheWire(other)))
        expect(JSON.stringify(from)).toBe(before)
      }),
    )
  })

  it('is empty between equals', () => {
    assert(
      property(value, (one) => {
        expect(patchBetween(overTheWire(one), overTheWire(one))).toEqual([])
      }),
    )
  })

  it('says only what differs', () => {
    const from = { elapsed: 1, laps: [{ elapsed: 1 }], events: [{ event: 'lap' }], zone: 2 }
    const to = { elapsed: 2, laps: [{ elapsed: 1 }, { elapsed: 0 }], events: [], zone: undefined, 'a/b': 1 }
    expect(patchBetween(from, to)).toEqual([
      { op: 'remove', path: '/zone' },
      { op: 'replace', path: '/elapsed', value: 2 },
      { op: 'add', path: '/laps/1', value: { elapsed: 0 } },
      { op: 'remove', path: '/events/0' },
      { op: 'add', path: '/a~1b', value: 1 },
    ])
  })
})

describe('a patch that does not fit', () => {
  it.each([
    { op: 'remove', path: '/none' },
    { op: 'replace', path: '/none', value: 1 },
    { op: 'add', path: '/list/3', value: 1 },
    { op: 'replace', path: '/list/-', value: 1 },
    { op: 'remove', path: '' },
    { op: 'add', path: '/list/0/deeper', value: 1 },
  ] as const)('is refused: %j', (operation) => {
    expect(() => patched({ list: [0] }, [operation])).toThrow(/there is nothing to/)
  })
})
