import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergedRecords } from '../../../src/exchange/recording/merged-records.js'
import type { ActivityRecord } from '../../../src/exchange/recording/recorded-activity.js'
import { RecordTable, tableOf, timesOf } from '../../../src/exchange/recording/records.js'

const value = fc.double({ noNaN: true, noDefaultInfinity: true })
const record = (at: fc.Arbitrary<number>): fc.Arbitrary<ActivityRecord> =>
  fc.record(
    { at, heartRate: value, power: value, latitude: value, groundContactTime: value },
    { requiredKeys: ['at'], noNullPrototype: true },
  )

describe('a table of records', () => {
  it('gives what was put in', () => {
    fc.assert(
      fc.property(fc.array(record(fc.integer())), (records) => {
        const table = tableOf(records)
        expect([...table]).toEqual(records)
        expect([table.at(0), table.at(-1), table.at(records.length)]).toEqual([records[0], records.at(-1), undefined])
        expect([...timesOf(table)]).toEqual(records.map(({ at }) => at))
      }),
    )
  })

  it('holds more than one chunk', () => {
    const table = new RecordTable()
    for (let at = 0; at < 20_000; at += 1) table.push(at % 3 === 0 ? { at, power: at } : { at })
    expect(table.length).toBe(20_000)
    expect([table.at(9_000), table.at(9_001), table.at(-2)]).toEqual([
      { at: 9_000, power: 9_000 },
      { at: 9_001 },
      { at: 19_998, power: 19_998 },
    ])
  })
})

describe('merged records', () => {
  it('rise in time, and the later of two values of one time counts', () => {
    fc.assert(
      fc.property(fc.array(record(fc.nat(20))), (records) => {
        const times = [...new Set(records.map(({ at }) => at))].toSorted((one, other) => one - other)
        const expected = times.map((at) => Object.assign({}, ...records.filter((one) => one.at === at)))
        expect([...mergedRecords(tableOf(records))]).toEqual(expected)
        expect([...mergedRecords(records)]).toEqual(expected)
      }),
    )
  })

  it('are those that are in order already', () => {
    const table = tableOf([{ at: 1, power: 1 }, { at: 2 }])
    expect(mergedRecords(table)).toBe(table)
  })

  it('leave out what a wrong clock has written', () => {
    const day = 86_400_000
    const records = [{ at: 0 }, { at: 20_000 * day }, { at: 20_000 * day + 1_000 }, { at: 20_001 * day }]
    expect([...timesOf(mergedRecords(records))]).toEqual(records.slice(1).map(({ at }) => at))
  })
})
