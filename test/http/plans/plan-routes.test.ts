import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFitPlan } from '../../../src/plans/files/fit-reader.js'
import { bearer, openApp, type TestApp } from '../open-app.js'

let http: TestApp
const path = '/v1/users/me/plans'
const minute = { kind: 'work', end: { by: 'time', value: 60 } }
const plan = {
  id: 'minute',
  name: 'A minute',
  activityType: 'cycling',
  steps: [{ ...minute, target: { type: 'cyclingPower', of: 'functionalThresholdPower', from: 0.9, to: 0.9 } }],
}
const zwo = `<workout_file><name>Ramps</name><workout><Warmup Duration="300" PowerLow="0.25" PowerHigh="0.75"/></workout></workout_file>`

beforeAll(async () => {
  http = await openApp()
  await http.ask('POST', path, plan)
})
afterAll(() => http.close())

const send = async (url: string, payload: string | Buffer, type?: string) => {
  const headers = { ...bearer, ...(type !== undefined && { 'content-type': type }) }
  const answer = await http.app.inject({ method: 'POST', url, payload, headers })
  return { status: answer.statusCode, json: answer.json() as unknown }
}
const download = async (url: string) => http.app.inject({ method: 'GET', url, headers: bearer })

describe('the plans of a person', () => {
  it('are kept, listed and forgotten', async () => {
    const made = await http.ask('POST', path, { ...plan, id: 'other' })
    expect(made).toMatchObject({
      status: 201,
      headers: { location: `${path}/other` },
      json: { plan: { name: 'A minute' } },
    })
    const first = await http.ask('GET', `${path}?limit=1`)
    expect(first.json).toMatchObject({
      items: [{ id: 'minute', steps: 1, duration: 60, isOpen: false }],
      cursor: 'minute',
    })
    expect((await http.ask('GET', `${path}?cursor=minute`)).json).toEqual({
      items: [expect.objectContaining({ id: 'other' })],
    })
    expect((await http.ask('DELETE', `${path}/other`)).status).toBe(204)
    expect((await http.ask('GET', `${path}/other`)).status).toBe(404)
    expect((await http.ask('DELETE', `${path}/other`)).status).toBe(404)
  })

  it('get an id where they have none', async () => {
    const { id, ...nameless } = plan
    const { json } = await http.ask('POST', path, nameless)
    expect(json).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    await http.ask('DELETE', `${path}/${(json as { id: string }).id}`)
  })

  it('are replaced under their id, and not under that of another', async () => {
    const changed = await http.ask('PUT', `${path}/minute`, { ...plan, name: 'Sixty seconds' })
    expect(changed).toMatchObject({ status: 200, json: { id: 'minute', plan: { name: 'Sixty seconds' } } })
    expect(await http.ask('PUT', `${path}/second`, plan)).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/id' }] },
    })
    expect((await http.ask('POST', path, plan)).status).toBe(409)
  })

  it('are refused with a pointer to each fault', async () => {
    const steps = [minute, { kind: 'repeat', times: 2, steps: [{ ...minute, end: { by: 'mood' } }] }]
    expect(await http.ask('POST', path, { ...plan, id: 'Not a slug', steps })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/id' }, { pointer: '/steps/1/steps/0/end/by' }] },
    })
  })

  it('are whole of a file that says more, and what is left out is told', async () => {
    const said = zwo.replace('PowerLow', 'pace="1" PowerLow')
    const { status, json } = await send(path, said, 'application/xml')
    expect([status, json]).toMatchObject([
      201,
      { plan: { name: 'Ramps' }, omitted: [{ pointer: '/steps/0', message: expect.stringContaining('pace') }] },
    ])
    const { id } = json as { id: string }
    expect((await http.ask('GET', `${path}/${id}`)).json).not.toHaveProperty('omitted')
    await http.ask('DELETE', `${path}/${id}`)
  })

  it('come and go as files', async () => {
    const { status, json } = await send(path, zwo, 'application/xml')
    expect([status, json]).toMatchObject([201, { plan: { name: 'Ramps', steps: [{ kind: 'warmup' }] } }])
    const { id } = json as { id: string }
    const fit = await download(`${path}/${id}.fit`)
    expect(fit.headers).toMatchObject({
      'content-type': 'application/vnd.ant.fit',
      'content-disposition': `attachment; filename="${id}.fit"`,
    })
    expect(readFitPlan(fit.rawPayload).plan.name).toBe('Ramps')
    expect((await download(`${path}/${id}.zwo`)).body).toContain('<Warmup Duration="300" PowerLow="0.25"')
    expect((await download(`${path}/${id}.json`)).json()).toMatchObject({ id, name: 'Ramps' })
    const again = await send(`${path}?format=fit`, fit.rawPayload, 'application/octet-stream')
    expect(again).toMatchObject({ status: 201, json: { plan: { name: 'Ramps' } } })
  })

  it('say what is wrong with a file, or that it cannot hold them', async () => {
    expect(await send(path, '<workout_file', 'text/xml')).toMatchObject({
      status: 400,
      json: { code: 'invalidArgument' },
    })
    expect(await send(`${path}?format=fit`, zwo)).toMatchObject({ status: 400 })
    expect(await send(path, Buffer.alloc(1_000_001), 'application/octet-stream')).toMatchObject({ status: 413 })
    await http.ask('PUT', `${path}/by-heart`, {
      ...plan,
      id: 'by-heart',
      steps: [{ ...minute, end: { by: 'heartRateAbove', value: 150 } }],
    })
    expect((await download(`${path}/by-heart.zwo`)).json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '/steps/0/end' }],
    })
  })

  it('are no business of programs', async () => {
    const { json } = await http.ask('POST', '/v1/clients', { id: 'app' })
    const headers = { authorization: `Bearer ${(json as { token: string }).token}` }
    expect((await http.ask('GET', path, undefined, headers)).status).toBe(403)
  })

  it('go with the person', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    await http.ask('POST', '/v1/users/anna/plans', plan)
    await http.ask('DELETE', '/v1/users/anna')
    await http.ask('POST', '/v1/users', { id: 'anna' })
    expect((await http.ask('GET', '/v1/users/anna/plans')).json).toEqual({ items: [] })
  })
})

describe('a workout that is started', () => {
  const start = { activityType: 'cycling', location: 'indoor' }

  it('follows a kept plan by its id', async () => {
    expect((await http.ask('POST', '/v1/users/me/sessions', { ...start, plan: 'minute' })).status).toBe(201)
    expect(http.sessions.started.at(-1)).toMatchObject({ plan: { id: 'minute', steps: [{ kind: 'work' }] } })
  })

  it.each([
    ['an id that nobody knows', 'unknown', '/plan'],
    [
      'a plan with a fault',
      { ...plan, steps: [{ ...minute, target: { type: 'cyclingPower', from: 'hard' } }] },
      '/plan/steps/0/target/from',
    ],
    ['what is neither', 7, '/plan'],
  ])('is refused with %s', async (_, wanted, pointer) => {
    expect(await http.ask('POST', '/v1/users/me/sessions', { ...start, plan: wanted })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer }] },
    })
  })
})
