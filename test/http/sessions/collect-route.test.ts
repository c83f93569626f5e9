import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'

const url = '/v1/users/me/sessions'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const start = async (): Promise<string> => {
  const { json } = await http.ask('POST', url, { activityType: 'cycling' })
  return (json as { id: string }).id
}

describe('what a workout collects', () => {
  it('is changed from now on, or from an instant on', async () => {
    const id = await start()
    const collect = { HKQuantityTypeIdentifierHeartRate: { devices: ['strap'] }, cyclingPower: false }
    const body = { collect, at: '2026-11-22T12:00:00Z', id: 'a' }
    expect(await http.ask('PATCH', `${url}/${id}`, body)).toMatchObject({ status: 200, json: { id, state: 'running' } })
    expect(http.sessions.sent).toEqual([
      {
        ...{ event: 'collect', id: 'a', at: noon },
        collect: { heartRate: { devices: ['strap'] }, cyclingPower: false },
      },
    ])
  })

  it.each([
    [{}, '/collect'],
    [{ collect: { pulse: true } }, '/collect/pulse'],
    [{ collect: { sleepAnalysis: true } }, '/collect/sleepAnalysis'],
    [{ collect: { heartRate: 'yes' } }, '/collect/heartRate'],
    [{ collect: { heartRate: { devices: [] } } }, '/collect/heartRate/devices'],
    [{ collect: { heartRate: true }, at: 'later' }, '/at'],
    [{ collect: { heartRate: true }, event: 'pause' }, '/event'],
  ])('is not changed by %j', async (body, pointer) => {
    const { status, json } = await http.ask('PATCH', `${url}/${await start()}`, body)
    expect([status, json]).toMatchObject([400, { errors: [{ pointer: expect.stringContaining(pointer) }] }])
  })

  it('is not found of a session that is not there', async () => {
    const unknown = '0193aaaa-0000-7000-8000-00000000ffff'
    expect((await http.ask('PATCH', `${url}/${unknown}`, { collect: { heartRate: true } })).status).toBe(404)
  })
})
