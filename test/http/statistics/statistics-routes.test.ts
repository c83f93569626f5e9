import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const url = '/v1/users/me/statistics'
const save = (samples: object[]) => http.ask('POST', '/v1/users/me/samples', { samples })
const beat = (second: number, value: number, source = 'strap') => ({
  type: 'heartRate',
  unit: 'count/min',
  start: noon + second * 1000,
  value,
  source,
})
const steps = (source: string, value: number) => ({
  type: 'stepCount',
  unit: 'count',
  start: noon,
  end: noon + 60_000,
  value,
  source,
})

describe('statistics', () => {
  it('sum up what matches', async () => {
    await save([beat(0, 60), beat(1, 80), beat(2, 100, 'watch')])
    expect((await http.ask('GET', `${url}?type=heartRate&source=strap`)).json).toMatchObject({
      type: 'heartRate',
      unit: 'count/min',
      count: 2,
      min: 60,
      max: 80,
      average: 70,
      sources: ['strap'],
    })
  })

  it('have what was asked for, in the unit that was asked for', async () => {
    await save([beat(0, 60), beat(1, 120)])
    const { json } = await http.ask('GET', `${url}?type=heartRate&options=discreteMin,discreteMax&unit=count/s`)
    expect(json).toMatchObject({ unit: 'count/s', min: 1, max: 2 })
    expect(json).not.toHaveProperty('average')
  })

  it('count the most trusted source where sources overlap', async () => {
    await save([steps('phone', 90), steps('watch', 100)])
    const sum = async () => ((await http.ask('GET', `${url}?type=stepCount`)).json as { sum: number }).sum
    await http.ask('PATCH', '/v1/users/me', { sourcePriority: { stepCount: ['phone', 'watch'] } })
    expect(await sum()).toBe(90)
    await http.ask('PATCH', '/v1/users/me', { sourcePriority: { stepCount: ['watch', 'phone'] } })
    expect(await sum()).toBe(100)
  })

  it('tell the sources apart', async () => {
    await save([beat(0, 60), beat(1, 80, 'watch')])
    const { json } = await http.ask('GET', `${url}?type=heartRate&separateBySource=true`)
    expect(json).toMatchObject({ bySource: { strap: { average: 60 }, watch: { average: 80 } } })
  })

  it('tell how a sum came about, and count own overlaps as they are asked to', async () => {
    await save([steps('watch', 100), { ...steps('watch', 60), start: noon + 30_000 }])
    const { json: once } = await http.ask('GET', `${url}?type=stepCount&explain=true`)
    expect(once).toMatchObject({ explanation: [{ source: 'watch', rank: 1, total: 160, ownOverlap: 30 }] })
    const { json: all } = await http.ask('GET', `${url}?type=stepCount&overlaps=all`)
    expect(all).toMatchObject({ sum: 160 })
    expect((once as { sum: number }).sum).toBeLessThan(160)
  })

  it('are none where there is no quantity', async () => {
    expect(await http.ask('GET', `${url}?type=heartRate`)).toMatchObject({ status: 404, json: { code: 'noData' } })
  })

  it.each([
    '',
    'type=sleepAnalysis',
    'type=heartRate&options=median',
    'type=heartRate&unit=kg',
    'type=heartRate&separateBySource=yes',
    'type=heartRate&every=1d',
    'type=heartRate&strict=start',
    'type=heartRate&overlaps=twice',
    'type=heartRate&predicate={',
  ])('refuse %j', async (query) => {
    expect(await http.ask('GET', `${url}?${query}`)).toMatchObject({ status: 400, json: { code: 'invalidArgument' } })
  })

  it('refuse an option of the other aggregation style', async () => {
    await save([beat(0, 60)])
    expect(await http.ask('GET', `${url}?type=heartRate&options=cumulativeSum`)).toMatchObject({ status: 400 })
  })
})
