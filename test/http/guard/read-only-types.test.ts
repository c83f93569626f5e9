import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noon, openApp, type TestApp } from '../open-app.js'

let http: TestApp
let headers: { authorization: string }

beforeAll(async () => {
  http = await openApp()
  await http.ask('PATCH', '/v1/users/me', { dateOfBirth: '1984-02-03', bloodType: 'aPositive' })
  const steps = { type: 'stepCount', unit: 'count', start: noon - 3_600_000, end: noon - 3_500_000, value: 900 }
  await http.ask('POST', '/v1/users/me/samples', { ...steps, source: 'phone' })
  const { json } = await http.ask('POST', '/v1/clients', { id: 'app', name: 'An app', version: '1.0' })
  headers = { authorization: `Bearer ${(json as { token: string }).token}` }
})
afterAll(() => http.close())

const path = '/v1/users/me/authorization/app'
const decide = (types: object) => http.ask('PUT', path, { types })
const read = async (name: string) => (await http.ask('GET', `/v1/users/me/${name}`, undefined, headers)).json

describe('§ 2 what is read and never saved', () => {
  it('is not there for a program without permission', async () => {
    await decide({})
    expect(await read('characteristics')).toEqual({})
    expect(await read('characteristics/dateOfBirth')).toMatchObject({ status: 404, code: 'noData' })
    const unset = (await read('characteristics/biologicalSex')) as object
    expect(await read('characteristics/dateOfBirth')).toEqual({ ...unset, detail: 'dateOfBirth is not set' })
    expect(await read('activity-summaries?start=2026-11-22')).toEqual({ items: [] })
    expect(await read('activity-summaries/stream')).toMatchObject({ status: 403 })
  })

  it('is told fact by fact as it was granted, by name or identifier', async () => {
    await decide({ HKCharacteristicTypeIdentifierDateOfBirth: { read: 'authorized' }, bloodType: { read: 'denied' } })
    expect(await read('characteristics')).toEqual({ dateOfBirth: '1984-02-03' })
    expect(await read('characteristics/dateOfBirth')).toEqual({ name: 'dateOfBirth', value: '1984-02-03' })
    expect(await read('characteristics/bloodType')).toMatchObject({ code: 'noData' })
  })

  it('has the days of who granted them, without the samples', async () => {
    await decide({ activitySummary: { read: 'authorized' } })
    expect(await read('activity-summaries?start=2026-11-22')).toMatchObject({ items: [{ date: '2026-11-22' }] })
    expect(await read('samples')).toEqual({ items: [] })
  })

  it('can be asked for, to read alone', async () => {
    await decide({})
    const ask = (body: object) => http.ask('POST', path, body, headers)
    expect(await ask({ read: ['activitySummary', 'dateOfBirth'] })).toMatchObject({ status: 202 })
    expect((await http.ask('GET', path)).json).toMatchObject({
      requested: { share: [], read: ['activitySummary', 'dateOfBirth'] },
    })
    expect(await ask({ share: ['dateOfBirth'] })).toMatchObject({ status: 400 })
    expect(await decide({ dateOfBirth: { share: 'sharingAuthorized' } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/types/dateOfBirth/share' }] },
    })
    expect(await decide({ activitySummary: { read: 'authorized', since: noon } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/types/activitySummary/since' }] },
    })
  })

  it('is in the book', async () => {
    const { json, text } = await http.ask('GET', '/v1/users/me/audit?client=app')
    expect(json).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ action: 'read', types: ['dateOfBirth'] }),
        expect.objectContaining({ action: 'read', types: ['activitySummary'] }),
      ]),
    })
    expect(text).not.toContain('1984-02-03')
  })
})
