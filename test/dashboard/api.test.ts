import { expect, test } from 'vitest'
import { createApi } from '../../dashboard/src/api.js'
import type { Fetch } from '../../dashboard/src/call.js'

const answering = (status: number, body: string) => {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const fetch: Fetch = async (url, init) => {
    asked.push({ url, init })
    return new Response(body, { status })
  }
  return { api: createApi(fetch), asked }
}

test('a session is started with a JSON body', async () => {
  const { api, asked } = answering(201, '{"id":"a"}')
  await expect(api.startSession('me', { activityType: 'cycling', location: 'indoor' })).resolves.toEqual({ id: 'a' })
  expect(asked[0]?.url).toBe('/v1/users/me/sessions')
  expect(asked[0]?.init).toMatchObject({
    method: 'POST',
    credentials: 'same-origin',
    body: '{"activityType":"cycling","location":"indoor"}',
  })
})

test('what is not asked for is not in the address', async () => {
  const { api, asked } = answering(200, '{"items":[]}')
  await api.samples('a.b', { type: 'heartRate', start: '2026-11-22T10:00:00.000Z' })
  expect(asked[0]?.url).toBe('/v1/users/a.b/samples?type=heartRate&start=2026-11-22T10%3A00%3A00.000Z&limit=10000')
})

test('a refusal is thrown as a problem', async () => {
  const { api } = answering(401, '{"code":"unauthenticated","detail":"a sign-in is needed"}')
  await expect(api.users()).rejects.toMatchObject({ status: 401, message: 'a sign-in is needed' })
})

test('the difference between the clocks is known from an answer on', async () => {
  const dated =
    (date: string): Fetch =>
    async () =>
      Response.json({ items: [] }, { headers: { date } })
  const now = Date.parse('2026-11-22T10:00:00Z')
  const late = createApi(dated('Sun, 22 Nov 2026 10:05:00 GMT'), () => now)
  expect(late.clockAhead()).toBe(0)
  await late.users()
  expect(late.clockAhead()).toBe(300_000)
  const exact = createApi(dated('Sun, 22 Nov 2026 09:59:59 GMT'), () => now)
  await exact.users()
  expect(exact.clockAhead()).toBe(0)
})

test('an answer that is not JSON is a problem', async () => {
  const { api } = answering(200, '<html>')
  await expect(api.users()).rejects.toMatchObject({ status: 200, code: 'unknown' })
})

test('a server out of reach is a problem without a status', async () => {
  const api = createApi(() => Promise.reject(new TypeError('failed to fetch')))
  await expect(api.users()).rejects.toMatchObject({ status: 0, message: 'vitald cannot be reached.' })
})
