import { beforeEach, describe, expect, it } from 'vitest'
import type { NewQuantitySample } from '../../../src/health/sample.js'
import { openHealthStore } from '../../../src/library/open-health-store.js'
import type { HealthStore, StatisticsQuery } from '../../../src/store/health-store.js'
import { steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const minute = 60_000
const hour = 60 * minute

let store: HealthStore
beforeEach(() => {
  store = openTestStore()
})

/** Steps from one minute after ten to another. */
const walk = (source: string, from: number, to: number, value: number, facts: Partial<NewQuantitySample> = {}) =>
  steps(ten + from * minute, ten + to * minute, value, { source, ...facts })

const save = (...samples: readonly NewQuantitySample[]) => store.save('me', samples)
const ask = (query: Partial<StatisticsQuery> = {}) => store.statistics('me', { type: 'stepCount', ...query })
const watchFirst = { sourcePriority: ['watch', 'phone'] }

// Each is tried on quantities in the journal and in blocks, apart and together.
describe.each(['journal', 'blocks'] as const)('§ 9.10 merging several sources, from the %s', (form) => {
  const settle = () => (form === 'blocks' ? store.condense() : Promise.resolve())

  it.each([
    ['both all the time', [walk('watch', 0, 10, 1_000), walk('phone', 0, 10, 950)], '1000.00'],
    ['the watch half of the time [U]', [walk('watch', 0, 5, 500), walk('phone', 0, 10, 950)], '975.00'],
    ['the phone alone', [walk('phone', 0, 10, 950)], '950.00'],
    ['a day-long sample [U]', [walk('phone', -600, 840, 8_000), walk('watch', 0, 60, 3_000)], '10666.67'],
  ])('§ 25 merging counts every moment once: %s', async (_, samples, sum) => {
    await save(...samples)
    await settle()
    expect((await ask(watchFirst))?.sum?.toFixed(2)).toBe(sum)
  })

  it('fills what the best source leaves over, where one whole source a day would undercount', async () => {
    // The watch was worn for an evening alone: 4,157 of the 14,079 steps of the day.
    await save(walk('phone', 0, 600, 9_922), walk('watch', 600, 840, 4_157), walk('phone', 650, 700, 700))
    await settle()
    expect((await ask(watchFirst))?.sum).toBeCloseTo(14_079, 6)
  })

  it('counts two devices that are used one after the other in full', async () => {
    await save(walk('watch', 0, 30, 2_000), walk('phone', 30, 60, 1_500))
    await settle()
    expect((await ask(watchFirst))?.sum).toBeCloseTo(3_500, 6)
  })

  it('cuts to the window before it merges', async () => {
    await save(walk('watch', 0, 10, 1_000), walk('phone', -10, 20, 3_000))
    await settle()
    const found = await ask({ ...watchFirst, start: ten + 5 * minute, end: ten + 15 * minute })
    expect(found?.sum).toBeCloseTo(500 + 500, 6)
  })

  it('counts an instant in full, unless a better source covers it', async () => {
    await save(walk('watch', 0, 10, 100), walk('phone', 5, 5, 7), walk('phone', 10, 10, 9))
    await settle()
    expect((await ask(watchFirst))?.sum).toBeCloseTo(109, 9)
    expect((await ask({ sourcePriority: ['phone', 'watch'] }))?.sum).toBeCloseTo(116, 9)
  })

  it('counts overlaps of one source once, and every time when asked to', async () => {
    await save(walk('watch', 0, 10, 100, { device: 'a' }), walk('watch', 5, 15, 200, { device: 'b' }))
    await settle()
    expect((await ask())?.sum).toBeCloseTo(200, 9)
    expect((await ask({ overlaps: 'all' }))?.sum).toBeCloseTo(300, 9)
  })

  it('does not double a day that was sent twice', async () => {
    const day = (device: string) => walk('phone', -600, 840, 8_000, { device })
    await save(day('a'), day('b'))
    await settle()
    expect((await ask())?.sum).toBeCloseTo(8_000, 9)
    expect((await ask({ overlaps: 'all' }))?.sum).toBeCloseTo(16_000, 9)
  })

  it('sets an instant aside that lies in a span of its own source', async () => {
    await save(walk('watch', 0, 10, 100), walk('watch', 5, 5, 7), walk('watch', 10, 10, 9))
    await settle()
    expect((await ask())?.sum).toBeCloseTo(109, 9)
    expect((await ask({ overlaps: 'all' }))?.sum).toBeCloseTo(116, 9)
  })

  it('§ 25 merging by source: answers without merging, and merged too', async () => {
    await save(walk('watch', 0, 5, 500), walk('phone', 0, 10, 950))
    await settle()
    const found = await ask({ ...watchFirst, separateBySource: true })
    expect(found?.sum).toBeCloseTo(975, 6)
    expect(found?.bySource).toMatchObject({ watch: { sum: 500 }, phone: { sum: 950 } })
  })

  it('tells how the sum came about', async () => {
    await save(walk('watch', 0, 5, 500), walk('phone', 0, 10, 950), walk('phone', 8, 12, 40, { device: 'pod' }))
    await settle()
    const found = await ask({ ...watchFirst, explain: true })
    expect(found?.sum).toBeCloseTo(500 + 475 + 20, 6)
    expect(found?.explanation).toEqual([
      { source: 'watch', rank: 1, count: 1, total: 500, counted: 500, setAside: 0, coveredBy: {}, ownOverlap: 0 },
      {
        ...{ source: 'phone', rank: 2, count: 2, total: 990, counted: 495, setAside: 495, ownOverlap: 120 },
        coveredBy: { watch: 475, phone: 20 },
      },
    ])
  })
})

describe('§ 9.10 the order of sources that nobody ranked', () => {
  /** What is counted of samples that all cover the same ten minutes. */
  const winner = async (...samples: readonly NewQuantitySample[]) => {
    for (const sample of samples) await save(sample)
    return (await ask())?.sum
  }

  it('trusts a source that appeared later more', async () => {
    expect(await winner(walk('old-app', 0, 10, 1), walk('new-app', 0, 10, 2))).toBe(2)
  })

  it('trusts a watch more than a phone, and a phone more than any other', async () => {
    await store.origins.describeSource({ source: 'mine', productType: 'Watch6,1' })
    await store.origins.describeSource({ source: 'pocket', productType: 'iPhone15,2' })
    const samples = [walk('mine', 0, 10, 1), walk('pocket', 0, 10, 2), walk('app', 0, 10, 3)]
    expect(await winner(...samples)).toBe(1)
    expect((await ask({ sources: ['pocket', 'app'] }))?.sum).toBe(2)
  })

  it('trusts what was entered by hand more than any source that nobody ranked', async () => {
    const byHand = walk('old-app', 0, 10, 1, { metadata: { wasUserEntered: true } })
    expect(await winner(byHand, walk('new-app', 0, 10, 2))).toBe(1)
    expect((await ask({ sourcePriority: ['new-app'] }))?.sum).toBe(2)
    const explained = await ask({ explain: true })
    expect(explained?.explanation).toMatchObject([{ source: 'old-app', manual: true }, { source: 'new-app' }])
  })

  it("follows the person's own order of each type, and leaves out a source that is not named", async () => {
    await using health = await openHealthStore({ memory: true })
    const me = health.user()
    await health.save('me', [walk('watch', 0, 10, 1_000), walk('phone', 0, 10, 950), walk('phone', 10, 20, 7)])
    const sum = async (more = {}) => (await me.statistics({ type: 'stepCount', ...more }))?.sum
    await health.users.patch('me', { sourcePriority: { stepCount: ['phone', 'watch'] } })
    expect(await sum()).toBeCloseTo(957, 9)
    await health.users.patch('me', { sourcePriority: { stepCount: ['watch', 'phone'] } })
    expect(await sum()).toBeCloseTo(1_007, 9)
    expect(await sum({ sources: ['phone'] })).toBeCloseTo(957, 9)
  })

  it('is the same whatever is asked for', async () => {
    await winner(walk('old-app', 0, 10, 1), walk('new-app', 5, 15, 2), walk('old-app', 20, 30, 4))
    const spans = [0, 1, 2].map((at) => ({ start: ten + at * 10 * minute, end: ten + (at + 1) * 10 * minute }))
    const buckets = await store.collection('me', { type: 'stepCount', spans })
    const sum = buckets.reduce((all, bucket) => all + (bucket?.sum ?? 0), 0)
    expect((await ask())?.sum).toBeCloseTo(sum, 9)
    expect(sum).toBeCloseTo(0.5 + 2 + 4, 9)
  })
})

describe('§ 9.10 discrete types', () => {
  it('use every source for minimum, maximum and average unless one is named', async () => {
    const beat = (source: string, from: number, value: number) =>
      steps(ten + from * hour, ten + (from + 1) * hour, value, { source, type: 'heartRate' })
    await store.save('me', [beat('watch', 0, 60), beat('strap', 0, 100), beat('strap', 1, 110)])
    const query = { type: 'heartRate', sourcePriority: ['watch'] } as const
    expect(await store.statistics('me', query)).toMatchObject({ min: 60, max: 110, average: 90 })
    const named = await store.statistics('me', { ...query, sources: ['watch'] })
    expect(named).toMatchObject({ min: 60, max: 60, average: 60 })
  })
})
