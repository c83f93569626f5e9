import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { activitySummaryJsonSchema } from '../../../src/health/json/activity-summary-json.js'
import { listSchema } from '../../../src/http/answers.js'
import { noon, openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const dayMs = 86_400_000
const url = '/v1/users/me/activity-summaries'
const energy = (start: number, value: number) => ({
  ...{ type: 'activeEnergyBurned', unit: 'kcal', source: 'watch' },
  ...{ start, end: start + 600_000, value },
})
const save = (...samples: object[]) => http.ask('POST', '/v1/users/me/samples', { samples })
const pageSchema = listSchema(activitySummaryJsonSchema)
const ask = async (query = '') => {
  const { status, json } = await http.ask('GET', `${url}${query}`)
  expect(status).toBe(200)
  return pageSchema.parse(json)
}
const dates = async (query: string) => (await ask(query)).items.map(({ date }) => date.slice(5))

describe('activity summaries', () => {
  it('are of the last seven days, today last', async () => {
    await save(energy(noon, 120), energy(noon - dayMs, 80))
    const { items } = await ask()
    expect(items.map(({ date, move }) => [date, move])).toEqual([
      ['2026-11-16', 0],
      ['2026-11-17', 0],
      ['2026-11-18', 0],
      ['2026-11-19', 0],
      ['2026-11-20', 0],
      ['2026-11-21', 80],
      ['2026-11-22', 120],
    ])
  })

  it('hold what was done and wanted', async () => {
    await http.store.save('me', [workoutSample(0, { start: noon, end: noon + 3_600_000, events: [] })])
    await http.ask('PATCH', '/v1/users/me', { goals: { move: 600 } })
    await save(energy(noon, 120))
    expect((await ask()).items.at(-1)).toEqual({
      ...{ date: '2026-11-22', timeZone: 'UTC' },
      ...{ start: '2026-11-22T00:00:00.000Z', end: '2026-11-23T00:00:00.000Z' },
      ...{ moveMode: 'activeEnergy', move: 120, moveUnit: 'kcal', moveGoal: 600 },
      ...{ exercise: 60, exerciseGoal: 30, stand: 1, standGoal: 12, paused: false },
    })
  })

  it('are of days in the zone of the person, and of paused ones too', async () => {
    await http.ask('PATCH', '/v1/users/me', { timeZone: 'Asia/Tokyo', pausedDays: [{ start: '2026-11-23' }] })
    await save(energy(noon + 4 * 3_600_000, 50))
    const { items } = await ask('?start=2026-11-22&end=2026-11-24')
    expect(items).toMatchObject([
      { date: '2026-11-22', start: '2026-11-21T15:00:00.000Z', move: 0, paused: false },
      { date: '2026-11-23', timeZone: 'Asia/Tokyo', move: 50, paused: true },
    ])
  })

  it.each([
    ['?start=2026-11-20&end=2026-11-22', ['11-20', '11-21']],
    ['?start=2026-11-20T00:00:00Z&end=2026-11-22T00:00:00Z', ['11-20', '11-21']],
    ['?start=2026-11-20T23:59:59Z&end=2026-11-22T00:00:01Z', ['11-20', '11-21', '11-22']],
    [`?start=${noon}`, ['11-22']],
    ['?start=2026-11-20&end=2026-11-20', []],
    ['?start=2026-11-20&end=2026-11-22&sort=descending', ['11-21', '11-20']],
  ])('cover what %s says', async (query, expected) => {
    expect(await dates(query)).toEqual(expected)
  })

  it.each(['ascending', 'descending'])('come in pages, %s', async (sort) => {
    const query = `?start=2026-11-01&end=2026-11-13&limit=5&sort=${sort}`
    const found: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await ask(cursor === undefined ? query : `${query}&cursor=${cursor}`)
      found.push(...page.items.map(({ date }) => date))
      cursor = page.cursor
      pages += 1
    } while (cursor !== undefined)
    expect(pages).toBe(3)
    const all = Array.from({ length: 12 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`)
    expect(found).toEqual(sort === 'ascending' ? all : all.reverse())
  })

  it.each([
    ['?start=2026-02-30', '/start'],
    ['?end=soon', '/end'],
    ['?limit=367', '/limit'],
    ['?cursor=x', '/cursor'],
    ['?days=7', '/days'],
  ])('refuse %s', async (query, pointer) => {
    const answer = await http.ask('GET', `${url}${query}`)
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalidArgument', errors: [{ pointer }] } })
  })

  it('are of nobody who is not there', async () => {
    expect((await http.ask('GET', '/v1/users/nobody/activity-summaries')).status).toBe(404)
  })
})
