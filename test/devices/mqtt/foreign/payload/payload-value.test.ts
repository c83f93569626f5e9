import { describe, expect, it } from 'vitest'
import { readInstant, readNumber, readStatus } from '../../../../../devices/mqtt/foreign/payload/payload-value.js'

describe('a value in a payload', () => {
  it.each([
    [142, 142],
    ['142', 142],
    [' 142.00\n', 142],
    ['-1.5e2', -150],
    ['.5', 0.5],
    [0, 0],
  ])('%j is a number', (given, value) => {
    expect(readNumber(given)).toBe(value)
  })

  it.each([[null], [undefined], [''], ['nan'], ['NaN'], ['null'], ['unknown'], ['unavailable'], [' None ']])(
    '%j is no value',
    (given) => {
      expect(readNumber(given)).toBe('absent')
    },
  )

  it.each([['fast'], ['0x10'], ['1,5'], [true], [{}], [[1]], ['Infinity'], ['1e999'], ['1'.repeat(100)], ['12 bpm']])(
    '%j is wrong',
    (given) => {
      expect(readNumber(given)).toBe('wrong')
    },
  )
})

describe('a time in a payload', () => {
  const at = 1_716_111_111_123
  it.each([
    [at],
    [at / 1_000],
    ['1716111111.123'],
    [String(at)],
    [at * 1_000],
    [at * 1_000_000],
    ['2024-05-19T09:31:51.123Z'],
    ['2024-05-19T11:31:51.123+02:00'],
  ])('%j is the same instant', (given) => {
    expect(readInstant(given)).toBe(at)
  })

  it.each([['yesterday'], ['2024-05-19 09:31:51'], ['2024-05-19T09:31:51'], [-5], [1e30], [{}], [null], ['']])(
    '%j is none',
    (given) => {
      expect(readInstant(given)).toBeUndefined()
    },
  )
})

describe('a status in a payload', () => {
  it.each([
    ['online', 'online'],
    ['ON', 'online'],
    [true, 'online'],
    ['offline', 'offline'],
    ['absent', 'offline'],
    [0, 'offline'],
    ['perhaps', undefined],
    [{}, undefined],
    [null, undefined],
  ])('%j is %j', (given, status) => {
    expect(readStatus(given)).toBe(status)
  })
})
