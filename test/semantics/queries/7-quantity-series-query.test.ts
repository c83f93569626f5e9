import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewSeriesSample } from '../../../src/health/sample.js'
import { type QuantitiesAsked, quantitiesPage } from '../../../src/http/samples/quantities.js'
import type { HealthStore } from '../../../src/store/health-store.js'
import { beat, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'
import { question } from './question.js'

const second = 1_000

/** Heart rates at these seconds after ten, in one sample; each value is its second. */
const series = (seconds: readonly number[], facts: Partial<NewSeriesSample> = {}): NewSeriesSample => {
  const times = seconds.map((at) => ten + at * second)
  const [start, end] = [times[0] ?? ten, times.at(-1) ?? ten]
  return {
    ...{ kind: 'series', type: 'heartRate', source: 'watch', metadata: {}, start, end, times, values: seconds },
    ...facts,
  }
}

const page = (store: HealthStore, asked: Partial<QuantitiesAsked> = {}) =>
  quantitiesPage(store, 'me', { type: 'heartRate', ...asked })
const valuesOf = async (store: HealthStore, asked: Partial<QuantitiesAsked> = {}) =>
  (await page(store, asked)).items.map(({ value }) => value)

/** All pages of so many quantities. */
const paged = async (store: HealthStore, asked: Partial<QuantitiesAsked>) => {
  const values: number[] = []
  let cursor: string | undefined
  do {
    const { items, cursor: next } = await page(store, { ...asked, cursor })
    expect(items.length).toBeLessThanOrEqual(asked.limit ?? 10_000)
    values.push(...items.map(({ value }) => value))
    cursor = next
  } while (cursor !== undefined)
  return values
}

describe.each(['journal', 'blocks'] as const)('§ 7 quantity series query, with plain ones in the %s', (form) => {
  const asked = question(form)

  it('tells the quantities inside all samples, by their own start or by that of their sample', async () => {
    await asked.save(series([0, 10, 20]), series([5, 15], { device: 'strap' }), beat(ten + 12 * second, 12))
    expect(await valuesOf(asked.store)).toEqual([0, 5, 10, 12, 15, 20])
    expect(await valuesOf(asked.store, { sort: 'sample' })).toEqual([0, 10, 20, 5, 15, 12])
  })

  it('is of one type, with the interval of each, in any unit of it', async () => {
    await asked.save(series([60]), steps(ten, ten + second, 9))
    expect(await page(asked.store, { type: 'stepCount' })).toEqual({
      type: 'stepCount',
      unit: 'count',
      items: [{ start: '2026-11-22T10:00:00.000Z', end: '2026-11-22T10:00:01.000Z', value: 9 }],
    })
    expect(await page(asked.store, { unit: 'Hz' })).toMatchObject({ unit: 'Hz', items: [{ value: 1 }] })
  })

  it('names the sample of each when that is asked for', async () => {
    const [first = '', other = ''] = await asked.save(series([0, 10]), beat(ten + 5 * second, 5))
    const { items } = await page(asked.store, { include: ['sample'] })
    expect(items.map(({ uuid }) => uuid)).toEqual([first, other, first])
    expect((await page(asked.store)).items[0]).not.toHaveProperty('uuid')
  })

  it('is about the quantities by its window, half-open, and about the samples by the rest', async () => {
    await asked.save(series([0, 10, 20]), series([10], { source: 'phone' }), series([30, 40]))
    const window = { start: ten + 10 * second, end: ten + 40 * second }
    expect(await valuesOf(asked.store, window)).toEqual([10, 10, 20, 30])
    expect(await valuesOf(asked.store, { ...window, source: ['phone'] })).toEqual([10])
    expect(await valuesOf(asked.store, { predicate: { quantity: { is: '>', value: 10 } } })).toEqual([30, 40])
    expect(await valuesOf(asked.store, { start: window.start, end: window.start })).toEqual([])
    expect(await valuesOf(asked.store, { start: ten + 20 * second, sort: 'sample' })).toEqual([20, 30, 40])
  })

  it('has an interval that reaches into the window, and none that only touches it', async () => {
    await asked.save(steps(ten, ten + 10, 1), steps(ten + 10, ten + 20, 2), steps(ten + 20, ten + 30, 3))
    const query = { type: 'stepCount', start: ten + 10, end: ten + 20 } as const
    expect(await valuesOf(asked.store, query)).toEqual([2])
    expect(await valuesOf(asked.store, { ...query, start: ten + 9, end: ten + 21 })).toEqual([1, 2, 3])
  })

  it('says nothing where there is nothing', async () => {
    expect(await page(asked.store)).toEqual({ type: 'heartRate', unit: 'count/min', items: [] })
  })

  it.each(['', 'x', '1_2', `${ten}_0193bbbb-0000-7000-8000-000000000000_-1`])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(page(asked.store, { cursor })).rejects.toMatchObject({ errors: [{ pointer: '/cursor' }] })
    },
  )
})

describe('§ 7 quantity series query, page by page', () => {
  const someSeconds = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 6 }).map((all) => all.sort((a, b) => a - b))
  const samples = fc.array(fc.record({ seconds: someSeconds, source: fc.constantFrom('watch', 'phone') }), {
    minLength: 1,
    maxLength: 12,
  })

  it('leaves nothing out and tells nothing twice, whatever overlaps', async () => {
    const property = fc.asyncProperty(
      samples,
      fc.constantFrom('quantity', 'sample'),
      fc.integer({ min: 1, max: 5 }),
      async (all, sort, limit) => {
        const store = openTestStore()
        const values: number[] = []
        for (const [at, { seconds, source }] of all.entries()) {
          await store.save('me', [series(seconds, { source, device: `d${at}` })])
          values.push(...seconds)
        }
        values.sort((a, b) => a - b)
        const told = await paged(store, { sort, limit })
        if (sort === 'quantity') expect(told).toEqual(values)
        else expect(told).toEqual(await valuesOf(store, { sort }))
        expect(told).toHaveLength(values.length)
        const from = ten + 10 * second
        expect(await paged(store, { sort: 'quantity', limit, start: from })).toEqual(values.filter((at) => at >= 10))
      },
    )
    await fc.assert(property, { numRuns: 40 })
  })
})
