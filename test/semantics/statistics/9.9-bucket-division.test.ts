import { beforeEach, describe, expect, it } from 'vitest'
import type { CollectionQuery, HealthStore } from '../../../src/store/health-store.js'
import { steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const minute = 60_000
const hour = 60 * minute

let store: HealthStore
beforeEach(() => {
  store = openTestStore()
})

// Here ten o'clock stands for the 14:00 of § 25.
const two = ten
const hours = [-1, 0, 1].map((from) => ({ start: two + from * hour, end: two + (from + 1) * hour }))
const short = steps(two - 3 * minute, two + 2 * minute, 100)
const long = steps(two - 36 * minute, two + 36 * minute, 80)

const sums = async (query: Partial<CollectionQuery> = {}) => {
  const buckets = await store.collection('me', { type: 'stepCount', spans: hours, ...query })
  return buckets.map((bucket) => bucket && Number(bucket.sum?.toFixed(9)))
}

describe.each(['journal', 'blocks'] as const)('§ 9.9 division of samples among buckets, from the %s', (form) => {
  const settle = () => (form === 'blocks' ? store.condense() : Promise.resolve())

  it('§ 25 bucket division in proportion: 100 steps, 3 min before the hour and 2 after it, are 60 and 40', async () => {
    await store.save('me', [short])
    await settle()
    expect(await sums()).toEqual([60, 40, undefined])
  })

  it('§ 25 bucket division in halves: 80 steps, 36 min before the hour and after it, are 40 and 40', async () => {
    await store.save('me', [long])
    await settle()
    expect(await sums()).toEqual([40, 40, undefined])
  })

  it('§ 25 bucket division in one window: both samples, every overlap counted, are 80, and nothing is outside', async () => {
    await store.save('me', [short, long])
    await settle()
    const window = { start: two, end: two + hour }
    expect(await sums({ spans: [window], window, overlaps: 'all' })).toEqual([80])
  })

  it('counts every moment of a source once unless overlaps are to count every time', async () => {
    await store.save('me', [short, long])
    await settle()
    expect(await sums({ overlaps: 'all' })).toEqual([100, 80, undefined])
    expect(await sums()).toEqual([40, 40, undefined])
  })

  it('adds up to the whole', async () => {
    await store.save('me', [short, long, steps(two + 20 * minute, two + 90 * minute, 333, { source: 'phone' })])
    await settle()
    const whole = await store.statistics('me', { type: 'stepCount' })
    const all = (await sums()).reduce<number>((sum, one) => sum + (one ?? 0), 0)
    expect(all).toBeCloseTo(whole?.sum ?? 0, 6)
  })

  it('leaves out what strict options leave out of the whole window, not of each bucket', async () => {
    await store.save('me', [long, steps(two + 50 * minute, two + 70 * minute, 20)])
    await settle()
    const from = { window: { start: two, end: two + 2 * hour }, strict: ['strictStartDate'] } as const
    expect(await sums({ ...from })).toEqual([undefined, 10, 10])
  })

  it('explains each bucket', async () => {
    await store.save('me', [long, steps(two - 3 * minute, two + 2 * minute, 100, { source: 'phone' })])
    await settle()
    const sourcePriority = ['phone']
    const buckets = await store.collection('me', { type: 'stepCount', spans: hours, sourcePriority, explain: true })
    const counted = buckets.map((bucket) => bucket?.explanation?.map((one) => Number(one.counted.toFixed(6))))
    expect(counted).toEqual([
      [60, Number((40 - (3 * 80) / 72).toFixed(6))],
      [40, Number((40 - (2 * 80) / 72).toFixed(6))],
      undefined,
    ])
  })
})
