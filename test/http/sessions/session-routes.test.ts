import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bearer, openApp, type TestApp } from '../open-app.js'
import { workoutSample } from '../workout-sample.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const url = '/v1/users/me/sessions'
const ride = { activityType: 'cycling', location: 'indoor' }
const start = async (body: object = ride): Promise<string> => {
  const answer = await http.ask('POST', url, body)
  expect(answer).toMatchObject({ status: 201 })
  return (answer.json as { id: string }).id
}
const send = (id: string, body: object) => http.ask('POST', `${url}/${id}/events`, body)

describe('starting a session', () => {
  it('answers with the live workout', async () => {
    expect(await http.ask('POST', url, ride)).toMatchObject({
      status: 201,
      json: {
        state: 'running',
        activityType: 'cycling',
        location: 'indoor',
        start: '2026-11-22T12:00:00.000Z',
        elapsed: 0,
        lap: 1,
      },
    })
  })

  it('takes a start in the past, a full identifier, and a preparation', async () => {
    const body = {
      activityType: 'HKWorkoutActivityTypeRunning',
      start: '2026-11-22T11:00:00+00:00',
      prepare: true,
      lapLength: 1000,
    }
    expect(await http.ask('POST', url, body)).toMatchObject({
      status: 201,
      json: { state: 'prepared', activityType: 'running', location: 'unknown', start: '2026-11-22T11:00:00.000Z' },
    })
  })

  it('is refused while there is one', async () => {
    await start()
    expect(await http.ask('POST', url, ride)).toMatchObject({
      status: 409,
      json: { code: 'anotherWorkoutSessionStarted' },
    })
  })

  it.each([
    { body: {}, pointer: '/activityType' },
    { body: { ...ride, activityType: 'sleeping' }, pointer: '/activityType' },
    { body: { ...ride, location: 'moon' }, pointer: '/location' },
    { body: { ...ride, start: 'now' }, pointer: '/start' },
    { body: { ...ride, lapLength: 0.5 }, pointer: '/lapLength' },
    { body: { ...ride, lapTime: 1_000_001 }, pointer: '/lapTime' },
    { body: { ...ride, zones: { heartRate: [140, 120] } }, pointer: '/zones/heartRate' },
    { body: { ...ride, zones: { stepCount: [1, 2] } }, pointer: '/zones/stepCount' },
    { body: { ...ride, zones: { pulse: [1, 2] } }, pointer: '/zones/pulse' },
    { body: { ...ride, colour: 'red' }, pointer: '/colour' },
  ])('refuses $body', async ({ body, pointer }) => {
    expect(await http.ask('POST', url, body)).toMatchObject({
      status: 400,
      json: { errors: [expect.objectContaining({ pointer })] },
    })
  })
})

describe('a session', () => {
  it('is found while it is active', async () => {
    const id = await start()
    expect(await http.ask('GET', `${url}/active`)).toMatchObject({ status: 200, json: { id, state: 'running' } })
    expect(await http.ask('GET', `${url}/${id}`)).toMatchObject({ status: 200, json: { id, state: 'running' } })
  })

  it('is not found when there is none', async () => {
    expect(await http.ask('GET', `${url}/active`)).toMatchObject({ status: 404, json: { code: 'notFound' } })
    const unknown = await http.ask('GET', `${url}/0193aaaa-0000-7000-8000-00000000ffff`)
    expect(unknown).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })

  it('is not found under another person', async () => {
    await http.ask('POST', '/v1/users', { id: 'anna' })
    const id = await start()
    expect(await http.ask('GET', `/v1/users/anna/sessions/${id}`)).toMatchObject({ status: 404 })
    expect(await http.ask('POST', `/v1/users/anna/sessions/${id}/events`, { event: 'pause' })).toMatchObject({
      status: 404,
    })
  })

  it('is ended once its workout is kept, and allows nothing then', async () => {
    const sample = workoutSample()
    await http.store.save('me', [sample])
    expect(await http.ask('GET', `${url}/${sample.uuid}`)).toMatchObject({
      status: 200,
      json: { state: 'ended', id: sample.uuid },
    })
    expect(await send(sample.uuid, { event: 'pause' })).toMatchObject({
      status: 409,
      json: { code: 'invalidTransition' },
    })
  })

  it('that was finished answers a repeated finish as the first time', async () => {
    const finishSteps = JSON.stringify([
      { step: 'stop', at: Date.UTC(2026, 10, 22, 12), ok: true },
      { step: 'drain', at: Date.UTC(2026, 10, 22, 12, 0, 3), ok: false },
    ])
    const sample = { ...workoutSample(), metadata: { finishSteps } }
    await http.store.save('me', [sample])
    expect(await send(sample.uuid, { event: 'finish' })).toMatchObject({
      status: 200,
      json: {
        ...{ state: 'ended', id: sample.uuid },
        steps: [
          { step: 'stop', at: '2026-11-22T12:00:00.000Z', ok: true },
          { step: 'drain', at: '2026-11-22T12:00:03.000Z', ok: false },
        ],
      },
    })
  })

  it('is listed with all that go on', async () => {
    const id = await start()
    expect(await http.ask('GET', url)).toMatchObject({ status: 200, json: { items: [{ id, state: 'running' }] } })
  })
})

describe('an event of a session', () => {
  it('answers with the live workout as it is then', async () => {
    const id = await start()
    expect(await send(id, { event: 'pause', at: '2026-11-22T12:00:05Z' })).toMatchObject({
      status: 200,
      json: { id, state: 'paused' },
    })
    expect(http.sessions.sent).toEqual([{ event: 'pause', at: Date.UTC(2026, 10, 22, 12, 0, 5) }])
  })

  it('is refused where the state does not allow it', async () => {
    const id = await start()
    await send(id, { event: 'pause' })
    expect(await send(id, { event: 'pause' })).toMatchObject({
      status: 409,
      json: { code: 'invalidTransition', detail: expect.stringContaining('paused') },
    })
  })

  it.each([
    { body: { event: 'explode' }, pointer: '/event' },
    { body: {}, pointer: '/event' },
    { body: { event: 'pause', at: 'soon' }, pointer: '/at' },
  ])('is not $body', async ({ body, pointer }) => {
    expect(await send(await start(), body)).toMatchObject({
      status: 400,
      json: { errors: [expect.objectContaining({ pointer })] },
    })
  })
})

describe('the id of a command', () => {
  it('is taken from the body, or else from the header Idempotency-Key', async () => {
    const id = await start()
    const sent = (body: object, key?: string) =>
      http.ask('POST', `${url}/${id}/events`, body, { ...bearer, ...(key && { 'idempotency-key': key }) })
    await sent({ event: 'lap', id: 'a' }, 'b')
    await sent({ event: 'lap' }, 'c.d-e_f')
    await sent({ event: 'lap' }, '"quoted"')
    expect(http.sessions.sent.map((event) => event.id)).toEqual(['a', 'c.d-e_f', 'quoted'])
  })

  it('is of at most 64 harmless characters', async () => {
    const id = await start()
    const wrong = await send(id, { event: 'lap', id: 'with space' })
    expect(wrong).toMatchObject({ status: 400, json: { errors: [{ pointer: '/id' }] } })
    const long = await http.ask('POST', url, ride, { ...bearer, 'idempotency-key': 'x'.repeat(65) })
    expect(long).toMatchObject({ status: 400, json: { errors: [{ pointer: '/idempotency-key' }] } })
  })
})
