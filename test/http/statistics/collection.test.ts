import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

interface Item {
  readonly start: string
  readonly end: string
  readonly sum?: number
  readonly count: number
}
interface Page {
  readonly items: readonly Item[]
  readonly cursor?: string
}

const hourMs = 3_600_000
const url = '/v1/users/me/statistics/collection'
const save = (samples: object[]) => http.ask('POST', '/v1/users/me/samples', { samples })
const steps = (start: number, end: number, value: number, source = 'watch') => ({
  ...{ type: 'stepCount', unit: 'count' },
  ...{ start, end, value, source },
})
const ask = async (query: string): Promise<Page> => {
  const { status, json } = await http.ask('GET', `${url}?${query}`)
  expect(status).toBe(200)
  return json as Page
}

describe('a statistics collection', () => {
  it('has an item a bucket, the empty ones too', async () => {
    await save([steps(noon - hourMs, noon, 600)])
    const { items } = await ask(`type=stepCount&interval=PT1H&start=${noon - 3 * hourMs}&end=${noon}`)
    expect(items.map(({ count, sum }) => [count, sum])).toEqual([
      [0, undefined],
      [0, undefined],
      [1, 600],
    ])
    expect(items[0]).toEqual({
      ...{ type: 'stepCount', unit: 'count', count: 0, sources: [] },
      ...{ start: '2026-11-22T09:00:00.000Z', end: '2026-11-22T10:00:00.000Z' },
    })
  })

  it("cuts days in the person's zone, or in the one that is named", async () => {
    await http.ask('PATCH', '/v1/users/me', { timeZone: 'Europe/Berlin' })
    const query = 'type=stepCount&interval=P1D&start=2025-03-30T00:00:00%2B01:00&end=2025-03-31T00:00:00%2B02:00'
    expect((await ask(query)).items).toMatchObject([
      { start: '2025-03-29T23:00:00.000Z', end: '2025-03-30T22:00:00.000Z' },
    ])
    expect((await ask(`${query}&timeZone=America/New_York`)).items).toHaveLength(2)
  })

  it('takes the anchor as an instant or as a date', async () => {
    const span = 'start=2026-11-22T00:00:00Z&end=2026-11-23T00:00:00Z'
    const instant = await ask(`type=stepCount&interval=P1D&${span}&anchorDate=2020-01-01T06:00:00Z`)
    expect(instant.items.map(({ start }) => start)).toEqual(['2026-11-21T06:00:00.000Z', '2026-11-22T06:00:00.000Z'])
    const date = await ask(`type=stepCount&interval=P1M&${span}&anchorDate=2026-01-15&timeZone=Asia/Kathmandu`)
    expect(date.items).toMatchObject([{ start: '2026-11-14T18:15:00.000Z', end: '2026-12-14T18:15:00.000Z' }])
  })

  it('begins with the first quantity and ends with the bucket of the present', async () => {
    await save([steps(noon - 50 * hourMs, noon - 49 * hourMs, 10)])
    const { items } = await ask('type=stepCount&interval=P1D')
    expect(items.map(({ count }) => count)).toEqual([1, 0, 0])
    expect(items.at(-1)).toMatchObject({ end: '2026-11-23T00:00:00.000Z' })
    expect((await ask('type=heartRate&interval=P1D')).items).toHaveLength(1)
  })

  it('counts what lies in the window alone', async () => {
    await save([steps(noon - hourMs, noon + hourMs, 120)])
    const start = noon - 30 * 60_000
    const { items } = await ask(`type=stepCount&interval=PT1H&start=${start}&end=${noon + 15 * 60_000}`)
    expect(items.map(({ sum }) => sum)).toEqual([30, 15])
    expect(items[0]).toMatchObject({ start: '2026-11-22T11:00:00.000Z', end: '2026-11-22T12:00:00.000Z' })
  })

  it('comes in pages', async () => {
    await save([steps(noon, noon + 1_000, 5)])
    const query = 'type=stepCount&interval=PT1H&timeZone=Australia/Lord_Howe&limit=5'
    const found: Item[] = []
    let cursor: string | undefined
    do {
      const span = 'start=2026-10-03T10:10:00Z&end=2026-10-03T22:00:00Z'
      const page: Page = await ask(`${query}&${span}${cursor === undefined ? '' : `&cursor=${cursor}`}`)
      expect(page.items.length).toBeLessThanOrEqual(5)
      found.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(found).toHaveLength(13)
    expect(found.slice(1).map(({ start }) => start)).toEqual(found.slice(0, -1).map(({ end }) => end))
  })

  it('follows the trusted sources, the unit and the options', async () => {
    await save([steps(noon, noon + 60_000, 90, 'phone'), steps(noon, noon + 60_000, 100)])
    await http.ask('PATCH', '/v1/users/me', { sourcePriority: { stepCount: ['phone', 'watch'] } })
    const span = `start=${noon}&end=${noon + hourMs}`
    const query = `type=stepCount&interval=PT1H&${span}&options=cumulativeSum&separateBySource=true`
    const { items } = await ask(query)
    expect(items).toMatchObject([{ sum: 90, bySource: { phone: { sum: 90 }, watch: { sum: 100 } } }])
    expect(items[0]).not.toHaveProperty('mostRecent')
    expect(items[0]).toMatchObject({ bySource: { watch: { start: items[0]?.start, end: items[0]?.end } } })
    expect((await ask(`${query}&source=watch`)).items).toMatchObject([{ sum: 100 }])
  })

  it('leaves out what begins before the window when that is asked for, and divides the rest', async () => {
    const [early, inside] = [steps(noon - 600_000, noon + 600_000, 100), steps(noon + 3_000_000, noon + 4_200_000, 40)]
    await save([early, inside])
    const query = `type=stepCount&interval=PT1H&start=${noon}&end=${noon + 2 * hourMs}`
    const sums = async (more: string) => (await ask(`${query}${more}`)).items.map(({ sum }) => sum)
    expect(await sums('')).toEqual([70, 20])
    expect(await sums('&strict=strictStartDate')).toEqual([20, 20])
    expect(await sums('&strict=strictStartDate&limit=1')).toEqual([20])
  })

  it('counts what a predicate wants', async () => {
    await save([steps(noon, noon + 60_000, 90), steps(noon + 120_000, noon + 180_000, 10)])
    const predicate = encodeURIComponent(JSON.stringify({ quantity: { is: '>=', value: 50 } }))
    const query = `type=stepCount&interval=PT1H&start=${noon}&end=${noon + hourMs}&predicate=${predicate}`
    expect((await ask(query)).items).toMatchObject([{ sum: 90, count: 1 }])
  })

  it('tells of each bucket how its sum came about', async () => {
    await http.ask('PATCH', '/v1/users/me', { sourcePriority: { stepCount: ['watch', 'phone'] } })
    await save([steps(noon, noon + 300_000, 500), steps(noon, noon + 600_000, 950, 'phone')])
    const { items } = await ask(`type=stepCount&interval=PT1H&start=${noon - hourMs}&end=${noon + hourMs}&explain=true`)
    expect(items[0]).not.toHaveProperty('explanation')
    expect(items[1]).toMatchObject({
      sum: 975,
      explanation: [
        { source: 'watch', rank: 1, counted: 500, setAside: 0 },
        { source: 'phone', rank: 2, counted: 475, setAside: 475, coveredBy: { watch: 475 } },
      ],
    })
  })

  it.each([
    ['interval=P1D', '/type'],
    ['type=stepCount', '/interval'],
    ['type=stepCount&interval=1d', '/interval'],
    ['type=stepCount&interval=P0D', '/interval'],
    ['type=stepCount&interval=PT1S&start=2020-01-01T00:00:00Z', '/interval'],
    ['type=stepCount&interval=P1D&timeZone=Berlin', '/timeZone'],
    ['type=stepCount&interval=P1D&timeZone=%2B01:00', '/timeZone'],
    ['type=stepCount&interval=P1D&anchorDate=2026-02-30', '/anchorDate'],
    ['type=stepCount&interval=P1D&cursor=x', '/cursor'],
    ['type=stepCount&interval=P1D&unit=kg', '/unit'],
    ['type=sleepAnalysis&interval=P1D', '/type'],
  ])('refuses %s', async (query, pointer) => {
    const answer = await http.ask('GET', `${url}?${query}`)
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalidArgument', errors: [{ pointer }] } })
  })
})
