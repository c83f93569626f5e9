import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { propertyRuns } from '../../setup/property-runs.js'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const hook = '/v1/users/me/hooks/health-auto-export'
const exported: unknown = JSON.parse(readFileSync('test/fixtures/health-auto-export/export.json', 'utf8'))
const report = z.strictObject({
  samples: z.int(),
  workouts: z.int(),
  skipped: z.int(),
  problems: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
})
const items = z.object({
  items: z.array(z.looseObject({ type: z.string(), start: z.string(), value: z.unknown().optional() })),
})

const send = async (body: unknown) => {
  const answer = await http.ask('POST', hook, body)
  expect(answer).toMatchObject({ status: 200 })
  return report.parse(answer.json)
}
const samplesOf = async (type: string) =>
  items.parse((await http.ask('GET', `/v1/users/me/samples?type=${type}`)).json).items
const valuesOf = async (type: string) => (await samplesOf(type)).map(({ value }) => value)
const isBalanced = (): boolean => {
  const { received, stored, duplicate, refused, waiting } = http.parts.ingest.ledger()
  return received === stored + duplicate + waiting + Object.values(refused).reduce((sum, each) => sum + each, 0)
}
const metric = (name: string, units: string, ...data: readonly object[]) => ({
  data: { metrics: [{ name, units, data }] },
})
const at = '2026-11-21 08:00:00 +0100'

describe('what Health Auto Export sends', () => {
  it('becomes samples in their own units', async () => {
    await send(exported)
    expect(await samplesOf('heartRate')).toMatchObject([
      { value: 61.5, start: '2026-11-21T07:00:00.000Z', source: 'owner' },
      { value: 60 },
      { value: 125, start: '2026-11-21T08:00:30.000Z' },
      { value: 135 },
    ])
    expect(await valuesOf('stepCount')).toEqual([231])
    expect(await valuesOf('distanceWalkingRunning')).toEqual([expect.closeTo(804.672, 6)])
    expect(await valuesOf('activeEnergyBurned')).toEqual([expect.closeTo(10, 6)])
    expect(await valuesOf('oxygenSaturation')).toEqual([0.97])
    expect(await valuesOf('bodyMass')).toEqual([expect.closeTo(69.99, 2)])
    expect(await valuesOf('vo2Max')).toEqual([51.5])
    expect(await valuesOf('restingHeartRate')).toEqual([52])
    expect(await samplesOf('bloodPressure')).toMatchObject([{ objects: [{ value: 121 }, { value: 79 }] }])
  })

  it('keeps who measured it, and the range that an average is of', async () => {
    await send(exported)
    const [first, second] = await samplesOf('heartRate')
    expect(first?.metadata).toMatchObject({
      originalSource: "Anna's Watch",
      minimum: { value: 58, unit: 'count/min' },
      maximum: { value: 70, unit: 'count/min' },
    })
    expect(second?.metadata).not.toHaveProperty('minimum')
  })

  it('tells stages of sleep, and of a night that was summed up that somebody was in bed', async () => {
    await send(exported)
    expect(await samplesOf('sleepAnalysis')).toMatchObject([
      { value: 'inBed', end: '2026-11-21T05:45:00.000Z', metadata: { rem: { value: 1.5, unit: 'hr' } } },
      { value: 'asleepCore', end: '2026-11-21T00:00:00.000Z' },
    ])
  })

  it('records workouts with their totals, heart rate and route', async () => {
    expect(await send(exported)).toMatchObject({ workouts: 1 })
    const id = 'b1e5d7c0-1111-4a2b-8c3d-0123456789ab'
    const { json } = await http.ask('GET', `/v1/users/me/workouts/${id}`)
    expect(json).toMatchObject({
      activityType: 'running',
      location: 'outdoor',
      start: '2026-11-21T08:00:00.000Z',
      elapsed: 3_510,
      total: 3_600,
      statistics: {
        distanceWalkingRunning: { sum: 10_000 },
        activeEnergyBurned: { sum: expect.closeTo(700, 6) },
        heartRate: { average: 130, min: 125, max: 135, mostRecent: { value: 135 } },
      },
    })
    const [route] = await samplesOf('workoutRoute')
    expect(route).toMatchObject({ workout: id })
  })

  it('is told what it could not use, and where', async () => {
    const { problems } = await send(exported)
    expect(problems.map(({ pointer }) => pointer).sort()).toEqual([
      '/data/metrics/10/name',
      '/data/metrics/11/data/0',
      '/data/metrics/11/data/1',
      '/data/metrics/11/data/2',
      '/data/metrics/9/data/0',
      '/data/workouts/1',
    ])
    expect(isBalanced()).toBe(true)
  })

  it('changes nothing when it comes again', async () => {
    const first = await send(exported)
    const before = await Promise.all(['heartRate', 'sleepAnalysis', 'bloodPressure', 'workoutRoute'].map(samplesOf))
    http.time.now += 3_600_000
    expect(await send(exported)).toMatchObject({ samples: 0, workouts: 0, skipped: first.samples + first.workouts })
    expect(await Promise.all(['heartRate', 'sleepAnalysis', 'bloodPressure', 'workoutRoute'].map(samplesOf))).toEqual(
      before,
    )
  })

  it('replaces what has grown since', async () => {
    await send(metric('step_count', 'count', { date: at, qty: 100 }))
    http.time.now += 60_000
    expect(await send(metric('step_count', 'count', { date: at, qty: 140 }))).toMatchObject({ samples: 1, skipped: 0 })
    expect(await valuesOf('stepCount')).toEqual([140])
  })

  it('is refused as a whole when it is something else', async () => {
    expect(await http.ask('POST', hook, { data: { metrics: 'all' } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/data/metrics' }] },
    })
    expect(await http.ask('POST', hook, [])).toMatchObject({ status: 400 })
    expect(await http.ask('POST', '/v1/users/nobody/hooks/health-auto-export', exported)).toMatchObject({ status: 404 })
    expect(await http.ask('POST', hook, exported, {})).toMatchObject({ status: 401 })
  })

  it('is bounded', async () => {
    const body = `{"data":{"metrics":[{"name":"${'x'.repeat(17 * 1024 * 1024)}"}]}}`
    expect(await http.ask('POST', hook, body)).toMatchObject({ status: 413 })
  })

  it('comes from a program, of the types that it may share', async () => {
    const { json } = await http.ask('POST', '/v1/clients', { id: 'phone' })
    const { token } = z.looseObject({ token: z.string() }).parse(json)
    await http.ask('PUT', '/v1/users/me/authorization/phone', {
      types: { heartRate: { share: 'sharingAuthorized' } },
    })
    const bearer = { authorization: `Bearer ${token}` }
    const both = {
      data: {
        metrics: [
          ...metric('heart_rate', 'bpm', { date: at, Avg: 60 }).data.metrics,
          ...metric('step_count', 'count', { date: at, qty: 9 }).data.metrics,
        ],
      },
    }
    const answer = await http.ask('POST', hook, both, bearer)
    expect(answer).toMatchObject({
      status: 200,
      json: { samples: 1, problems: [{ pointer: '/data/metrics/1/data/0' }] },
    })
    expect(await http.ask('POST', hook, both, bearer)).toMatchObject({ json: { samples: 0, skipped: 1 } })
    expect(await samplesOf('heartRate')).toMatchObject([{ source: 'phone' }])
    expect(await valuesOf('stepCount')).toEqual([])
  })

  it('never fails, whatever stands in it', async () => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(at, '2026-02-30 00:00:00 +0000', -1, 1e308, '7'),
    )
    const key = fc.oneof(
      fc.constantFrom(
        'date',
        'qty',
        'Avg',
        'Min',
        'Max',
        'start',
        'end',
        'route',
        'heartRateData',
        'id',
        'name',
        'value',
      ),
      fc.constantFrom(
        'systolic',
        'diastolic',
        'source',
        'duration',
        'distance',
        '__proto__',
        'constructor',
        'startDate',
      ),
    )
    const entry = fc.dictionary(key, odd, { maxKeys: 8 })
    const name = fc.constantFrom(
      'heart_rate',
      'sleep_analysis',
      'blood_pressure',
      'mindful_minutes',
      '__proto__',
      'x',
      'valueOf',
    )
    const units = fc.option(fc.constantFrom('bpm', '%', '__proto__', 'furlong', ''), { nil: undefined })
    const one = fc.record(
      { name, units, data: fc.array(fc.oneof(entry, odd), { maxLength: 4 }) },
      { requiredKeys: ['name', 'data'] },
    )
    const body = fc.record({
      data: fc.record({ metrics: fc.array(one, { maxLength: 4 }), workouts: fc.array(entry, { maxLength: 3 }) }),
    })
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const { status } = await http.ask('POST', hook, given)
        expect(status).toBeLessThan(500)
        expect(isBalanced()).toBe(true)
      }),
      propertyRuns(150, 20_000),
    )
  })
})
