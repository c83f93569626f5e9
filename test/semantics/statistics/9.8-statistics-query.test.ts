import { beforeEach, describe, expect, it } from 'vitest'
import type { HealthStore, StatisticsQuery } from '../../../src/store/health-store.js'
import { beat, quantity, steps, ten } from '../../store/samples.js'
import { openTestStore } from '../open-store.js'

const minute = 60_000

let store: HealthStore
beforeEach(() => {
  store = openTestStore()
})

const ask = (query: Partial<StatisticsQuery> = {}) => store.statistics('me', { type: 'stepCount', ...query })
const walk = (from: number, to: number, value: number, source = 'watch') =>
  steps(ten + from * minute, ten + to * minute, value, { source })

// The samples of § 25: the window is 10:00 to 11:00.
const window = { start: ten, end: ten + 60 * minute }
const fourSamples = [walk(-5, 5, 100), walk(0, 0, 10, 'phone'), walk(59, 61, 40), walk(60, 60, 1_000, 'phone')]

describe.each(['journal', 'blocks'] as const)('§ 9.8 statistics query, from the %s', (form) => {
  const settle = () => (form === 'blocks' ? store.condense() : Promise.resolve())

  it.each([
    ['none', [], 3, 50 + 10 + 20],
    ['strictStartDate', ['strictStartDate'], 2, 10 + 20],
    ['strictEndDate', ['strictEndDate'], 2, 50 + 10],
    ['both', ['strictStartDate', 'strictEndDate'], 1, 10],
  ] as const)('knows the strict options: %s', async (_, strict, count, sum) => {
    await store.save('me', fourSamples)
    await settle()
    const found = await ask({ ...window, strict, sourcePriority: ['phone', 'watch'] })
    expect(found?.count).toBe(count)
    expect(found?.sum).toBeCloseTo(sum, 9)
  })

  it('starts with the earliest matching sample and ends with the latest, not with the window', async () => {
    await store.save('me', fourSamples)
    await settle()
    expect(await ask(window)).toMatchObject({ start: ten - 5 * minute, end: ten + 61 * minute })
  })

  it('has what was asked for and no more', async () => {
    await store.save('me', [walk(0, 10, 100)])
    await settle()
    const found = await ask({ options: ['duration'] })
    const facts = { type: 'stepCount', unit: 'count', start: ten, end: ten + 10 * minute, count: 1, sources: ['watch'] }
    expect(found).toEqual({ ...facts, duration: 600 })
  })

  it('names the most recent quantity with its interval', async () => {
    await store.save('me', [walk(0, 30, 100), walk(10, 20, 50, 'phone'), walk(25, 30, 7, 'bike')])
    await settle()
    expect((await ask())?.mostRecent).toEqual({ value: 7, at: ten + 30 * minute, start: ten + 25 * minute })
  })

  it('covers time once that several sources cover', async () => {
    await store.save('me', [walk(0, 10, 1), walk(5, 20, 1, 'phone'), walk(40, 50, 1), walk(45, 45, 1, 'bike')])
    await settle()
    expect((await ask())?.duration).toBe(30 * 60)
  })

  it('says which sources contributed, and separates them on request alone', async () => {
    await store.save('me', [walk(0, 10, 1), walk(20, 30, 2, 'phone')])
    await settle()
    expect(await ask()).toMatchObject({ sources: ['phone', 'watch'] })
    expect(await ask()).not.toHaveProperty('bySource')
    const apart = await ask({ separateBySource: true })
    expect(apart).toMatchObject({ sum: 3, bySource: { watch: { sum: 1, count: 1 }, phone: { sum: 2, count: 1 } } })
  })

  it('has nothing where nothing matches', async () => {
    await store.save('me', [walk(0, 10, 1)])
    await settle()
    expect(await ask({ start: ten + 10 * minute })).toBeUndefined()
    expect(await ask({ sources: ['phone'] })).toBeUndefined()
    expect(await ask({ start: ten, end: ten })).toBeUndefined()
  })

  it('counts the values inside a series, not their average', async () => {
    const times = [0, 10, 20].map((seconds) => ten + seconds * 1_000)
    const facts = { start: times[0] as number, end: times[2] as number, source: 'watch', metadata: {} }
    await store.save('me', [{ kind: 'series', type: 'heartRate', times, values: [60, 90, 61], ...facts }])
    await settle()
    const found = await store.statistics('me', { type: 'heartRate', end: ten + 20_000 })
    expect(found).toMatchObject({ count: 2, min: 60, max: 90, average: (60 * 10 + 90) / 11 })
  })

  it('asks every quantity that a predicate cannot be decided for at once', async () => {
    const beats = [60, 120, 61, 130].map((value, at) => beat(ten + at * 1_000, value))
    await store.save('me', [...beats, quantity('heartRate', ten + 9_000, 140, { source: 'bike' })])
    await settle()
    const heart = (predicate: StatisticsQuery['predicate']) => store.statistics('me', { type: 'heartRate', predicate })
    const fast = { quantity: { is: '>', value: 100 } } as const
    expect(await heart(fast)).toMatchObject({ count: 3, min: 120, max: 140 })
    expect(await heart({ and: [fast, { device: ['strap'] }] })).toMatchObject({ count: 2, max: 130 })
    expect(await heart({ not: fast })).toMatchObject({ count: 2, max: 61 })
    expect(await heart({ metadata: { key: 'note' } })).toBeUndefined()
    expect(await heart({ not: { metadata: { key: 'note' } } })).toMatchObject({ count: 5 })
  })
})

describe('§ 9.8 what cannot be asked', () => {
  it.each(['sleepAnalysis', 'workout', 'bloodPressure'])('is refused for what is no quantity: %s', async (type) => {
    const asked = store.statistics('me', { type: type as 'stepCount' })
    await expect(asked).rejects.toMatchObject({ code: 'invalidArgument', errors: [{ pointer: '/type' }] })
  })
})
