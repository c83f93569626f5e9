import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

const url = '/v1/users/me/sessions'
const ride = { activityType: 'cycling', location: 'indoor' }
const plan = { name: 'Short', activityType: 'cycling', steps: [{ kind: 'work', end: { by: 'open' } }] }

const outlineFor = async (body: object) => {
  const { json } = await http.ask('POST', url, body)
  return http.ask('GET', `${url}/${(json as { id: string }).id}/plan`)
}

describe('the plan of a session', () => {
  it('is told as it is to be done', async () => {
    expect(await outlineFor({ ...ride, plan })).toMatchObject({ status: 200, json: { name: 'Short' } })
  })

  it('is not found where none is followed', async () => {
    expect(await outlineFor(ride)).toMatchObject({ status: 404, json: { code: 'notFound' } })
  })
})
