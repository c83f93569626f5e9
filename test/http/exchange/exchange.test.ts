import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bearer, openApp, type TestApp } from '../open-app.js'

const bytesOf = (name: string): Buffer => readFileSync(`test/fixtures/workouts/${name}`)
const reportSchema = z.object({
  state: z.string(),
  workouts: z.array(z.string()),
  samples: z.number(),
  skipped: z.number(),
  problems: z.array(z.object({ code: z.string(), message: z.string() })),
})

let http: TestApp
let address: string
beforeAll(async () => {
  http = await openApp()
  address = await http.listen()
})
afterAll(() => http.close())

const send = (body: Buffer, query = '', headers: Record<string, string> = {}) =>
  fetch(`${address}/v1/users/me/imports${query}`, { method: 'POST', headers: { ...bearer, ...headers }, body })

const reportOf = async (id: string) => {
  const url = `/v1/users/me/imports/${id}`
  await expect.poll(async () => (await http.ask('GET', url)).json, { timeout: 20_000 }).toMatchObject({ state: 'done' })
  return reportSchema.parse((await http.ask('GET', url)).json)
}

const imported = async (body: Buffer, query = '', headers: Record<string, string> = {}) => {
  const answer = await send(body, query, headers)
  expect(answer.status).toBe(202)
  return reportOf(z.object({ id: z.string() }).parse(await answer.json()).id)
}

describe('a file that is posted', () => {
  it('becomes a workout, which is there in every format', async () => {
    const { workouts, samples, problems } = await imported(bytesOf('run-smart-recording.fit'), '?format=fit')
    expect(problems).toEqual([])
    expect(samples).toBeGreaterThan(1_000)
    const url = `/v1/users/me/workouts/${workouts[0]}`
    expect((await http.ask('GET', url)).json).toMatchObject({ activityType: 'running', elapsed: 2_625.14 })
    for (const [format, start] of Object.entries({ tcx: '<?xml', gpx: '<?xml', csv: 'time,', json: '{"id"' })) {
      const file = await http.ask('GET', `${url}.${format}`)
      expect(file.status).toBe(200)
      expect(file.text.startsWith(start)).toBe(true)
      expect(file.headers['content-disposition']).toBe(`attachment; filename="${workouts[0]}.${format}"`)
    }
    const fit = await fetch(`${address}${url}.fit`, { headers: bearer })
    expect(fit.headers.get('content-type')).toBe('application/vnd.ant.fit')
    const again = await imported(Buffer.from(await fit.arrayBuffer()))
    expect(again.workouts).toEqual(workouts)
  })

  it('is told with what it says of itself, by the API and as JSON', async () => {
    const { workouts } = await imported(bytesOf('indoor-two-pauses.fit'))
    const url = `/v1/users/me/workouts/${workouts[0]}`
    const statistics = {
      heartRate: { unit: 'count/min', average: 100, max: 121 },
      cyclingPower: { unit: 'W', average: 130, max: 159 },
      cyclingCadence: { unit: 'count/min', average: 87, max: 91 },
      activeEnergyBurned: { unit: 'kcal', sum: 25 },
    }
    const metrics = { normalizedPower: 131, intensityFactor: 0.487, trainingStressScore: 1.1, work: 25.066 }
    const { json } = await http.ask('GET', url)
    expect(json).toMatchObject({ elapsed: 196.229, statistics: { cyclingPower: { max: 159 } } })
    expect(json).toMatchObject({ declared: { elapsed: 196.229, statistics, metrics } })
    const { declared } = z.object({ declared: z.unknown() }).parse(json)
    expect(JSON.parse((await http.ask('GET', `${url}.json`)).text)).toMatchObject({ declared })
  })

  it('leaves the same store when it comes twice', async () => {
    const first = await imported(bytesOf('run-three-laps.tcx'), '', {
      'content-type': 'application/vnd.garmin.tcx+xml',
    })
    const second = await imported(bytesOf('run-three-laps.tcx'))
    expect(second).toEqual({ ...first, samples: 0, skipped: first.samples })
  })

  it('tells its report as an event', async () => {
    const { id } = z.object({ id: z.string() }).parse(await (await send(bytesOf('indoor-two-pauses.fit'))).json())
    const answer = await fetch(`${address}/v1/users/me/imports/${id}`, {
      headers: { ...bearer, accept: 'text/event-stream' },
    })
    expect(await answer.text()).toMatch(/event: report\ndata: \{"workouts":\["[-0-9a-f]{36}"\]/)
  })

  it('that is none says so', async () => {
    expect(await imported(Buffer.from('not a ride'))).toMatchObject({
      workouts: [],
      problems: [{ code: 'unknownFormat' }],
    })
    expect(await imported(Buffer.alloc(3_000_000))).toMatchObject({ problems: [{ code: 'unknownFormat' }] })
  })

  it.each(['', '?format=apple-health'])('may be an export of the Health app: %s', async (query) => {
    const found = await imported(bytesOf('apple-health-statistics.xml'), query)
    expect(found.workouts).toHaveLength(4)
    expect(new Set(found.problems.map(({ code }) => code))).toEqual(new Set(['missingRoute']))
  })

  it('has to be there, of a person that is, in a format that is known', async () => {
    expect((await http.ask('POST', '/v1/users/me/imports')).status).toBe(400)
    expect((await http.ask('POST', '/v1/users/nobody/imports', 'x')).status).toBe(404)
    expect((await send(Buffer.from('x'), '?format=pdf')).status).toBe(400)
    expect((await http.ask('GET', '/v1/users/me/imports/0193aaaa-0000-7000-8000-000000000009')).status).toBe(404)
  })
})

describe('a workout without a route', () => {
  it('has no GPX', async () => {
    const { workouts } = await imported(bytesOf('indoor-two-pauses.fit'))
    expect(await http.ask('GET', `/v1/users/me/workouts/${workouts[0]}.gpx`)).toMatchObject({
      json: { code: 'noData' },
    })
  })
})
