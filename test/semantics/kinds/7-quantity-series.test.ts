import { describe, expect, it } from 'vitest'
import { QuantitySeriesBuilder } from '../../../src/health/builders/quantity-series-builder.js'
import { parseReadings } from '../../../src/health/json/reading-json.js'
import { ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const refused = expect.objectContaining({ code: 'invalidArgument' })
const build = (type: 'heartRate' | 'stepCount' = 'heartRate') =>
  new QuantitySeriesBuilder({ type, start: ten, source: 'watch', device: 'strap' })

describe('§ 7 quantity series', () => {
  it('takes quantities in any order, of an instant or an interval', () => {
    const builder = build('stepCount')
    builder.insert({ value: 20 }, { start: ten + 60_000, end: ten + 120_000 })
    builder.insert({ value: 10 }, { start: ten, end: ten + 60_000 })
    const [series] = builder.finish()
    expect(series).toMatchObject({
      kind: 'series',
      start: ten,
      end: ten + 120_000,
      times: [ten, ten + 60_000],
      ends: [ten + 60_000, ten + 120_000],
      values: [10, 20],
    })
  })

  it('lets a quantity replace one with the same start', () => {
    const builder = build()
    builder.insert({ value: 60 }, ten)
    builder.insert({ value: 61 }, ten)
    expect(builder.count).toBe(1)
    expect(builder.finish()[0]).toMatchObject({ times: [ten], values: [61] })
  })

  it('refuses a quantity before its start, or in a unit of another dimension', () => {
    const builder = build()
    expect(() => builder.insert({ value: 60 }, ten - 1)).toThrow(refused)
    expect(() => builder.insert({ value: 60, unit: 'kg' }, ten)).toThrow(refused)
    builder.insert({ value: 1, unit: 'Hz' }, ten)
    expect(builder.finish()[0]?.values).toEqual([60])
  })

  it('ends with its last quantity, or later when told so, but not before', () => {
    const builder = build()
    builder.insert({ value: 60 }, ten + 5_000)
    expect(() => builder.finish({ end: ten + 4_999 })).toThrow(refused)
    expect(() => builder.finish({ end: ten - 1 })).toThrow(refused)
    expect(builder.finish({ end: ten + 9_000 })[0]).toMatchObject({ start: ten, end: ten + 9_000 })
    const other = build()
    other.insert({ value: 60 }, ten + 5_000)
    expect(other.finish()[0]?.end).toBe(ten + 5_000)
  })

  it('is an error when nothing was inserted', () => {
    expect(() => build().finish()).toThrow(refused)
  })

  it('throws at every call after it was finished or discarded', () => {
    const [finished, discarded] = [build(), build()]
    finished.insert({ value: 60 }, ten)
    finished.finish()
    discarded.discard()
    for (const builder of [finished, discarded]) {
      expect(() => builder.insert({ value: 60 }, ten)).toThrow(refused)
      expect(() => builder.finish()).toThrow(refused)
      expect(() => builder.discard()).toThrow(refused)
    }
  })

  it('comes as several samples where one would have more than 10,000 quantities', () => {
    const builder = build()
    for (let second = 0; second < 25_000; second += 1) builder.insert({ value: 60 }, ten + second * 1_000)
    const samples = builder.finish({ metadata: { syncIdentifier: 'night', syncVersion: 1 } })
    expect(samples.map(({ values }) => values.length)).toEqual([10_000, 10_000, 5_000])
    expect(samples.map(({ metadata }) => metadata.syncIdentifier)).toEqual(['night', 'night/2', 'night/3'])
    expect(samples.map(({ start }) => start)).toEqual([ten, ten + 10_000_000, ten + 20_000_000])
  })

  it('comes as several samples where one would last longer than samples of its type may', () => {
    const builder = build()
    const day = 86_400_000
    for (let at = 0; at < 6; at += 1) builder.insert({ value: 60 }, ten + at * day)
    expect(builder.finish().map(({ times }) => times.length)).toEqual([5, 1])
  })

  it('in JSON is put in order, and the last value of a repeated time counts', () => {
    const [series] = parseReadings([{ type: 'heartRate', times: [ten + 2, ten, ten + 2], values: [3, 1, 2] }])
    expect(series).toMatchObject({ times: [ten, ten + 2], values: [1, 2] })
  })

  it('is read back quantity by quantity', async () => {
    const store = openTestStore()
    const builder = build('stepCount')
    builder.insert({ value: 10 }, { start: ten, end: ten + 60_000 })
    builder.insert({ value: 20 }, ten + 60_000)
    const { uuids } = await store.save('ada', builder.finish())
    expect(await store.find('ada', uuids[0] ?? '')).toMatchObject({
      times: [ten, ten + 60_000],
      ends: [ten + 60_000, ten + 60_000],
      values: [10, 20],
    })
  })

  it('counts in statistics by its inner values, each in its own time', async () => {
    const store = openTestStore()
    const builder = build('stepCount')
    builder.insert({ value: 100 }, { start: ten, end: ten + 60_000 })
    builder.insert({ value: 60 }, { start: ten + 60_000, end: ten + 120_000 })
    await store.save('ada', builder.finish())
    const window = { start: ten + 30_000, end: ten + 90_000 }
    expect(await store.statistics('ada', { type: 'stepCount', ...window })).toMatchObject({ sum: 80, count: 2 })
    const heart = build()
    heart.insert({ value: 50 }, ten)
    heart.insert({ value: 150 }, ten + 10_000)
    await store.save('ada', heart.finish())
    expect(await store.statistics('ada', { type: 'heartRate' })).toMatchObject({ min: 50, max: 150, count: 2 })
  })
})
