import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type TestApp, token } from '../open-app.js'

let http: TestApp
beforeEach(async () => {
  http = await openApp()
})
afterEach(() => http.close())

describe('the store', () => {
  it('is checked', async () => {
    const { status, json } = await http.ask('GET', '/v1/store/check?full=true')
    expect([status, json]).toMatchObject([200, { ok: true, faults: [], faultCount: 0 }])
    expect(await http.ask('GET', '/v1/store/check?full=maybe')).toMatchObject({ status: 400 })
  })

  it('is vacuumed', async () => {
    expect(await http.ask('POST', '/v1/store/vacuum')).toMatchObject({ status: 200, json: { mode: 'incremental' } })
    const { json } = await http.ask('POST', '/v1/store/vacuum', { full: true })
    expect(json).toMatchObject({ mode: 'full', pageSize: 4_096 })
  })

  it.each([
    ['GET', '/v1/store/check'],
    ['POST', '/v1/store/vacuum'],
  ] as const)('tells who listens how far it has come: %s %s', async (method, path) => {
    const address = await http.listen()
    const response = await fetch(address + path, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(await response.text()).toMatch(/event: report\ndata: \{.*\}\n\n$/)
  })

  it('is nobody else’s to look after', async () => {
    expect(await http.ask('GET', '/v1/store/check', undefined, {})).toMatchObject({ status: 401 })
  })
})

describe('an anchor of another store', () => {
  it('is answered with how to come to a whole copy again', async () => {
    const { status, json } = await http.ask('GET', '/v1/users/me/changes?anchor=ffffffff.3')
    expect(status).toBe(410)
    expect(json).toMatchObject({ code: 'anchorExpired', resync: expect.stringMatching(/without an anchor.*drop/) })
  })
})
