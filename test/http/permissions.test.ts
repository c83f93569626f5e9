import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEvents } from './event-reader.js'
import { noon, openApp, type TestApp } from './open-app.js'
import { workoutSample } from './workout-sample.js'

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
}

let http: TestApp
let address: string
let routes: readonly Route[]
/** What the program shows. */
let headers: { authorization: string }

const hiddenUuid = '0193aaaa-0000-7000-8000-0000000000aa'
const secrets = /secret|123\.456|0193aaaa-0000-7000-8000-0000000000aa/
const workout = { ...workoutSample(), source: 'secret-watch' }
const hidden = {
  type: 'heartRate',
  unit: 'count/min',
  start: workout.start + 1_000,
  value: 123.456,
  source: 'secret-watch',
  device: 'secret-strap',
  uuid: hiddenUuid,
  metadata: { note: 'secret' },
}

beforeAll(async () => {
  http = await openApp()
  address = await http.listen()
  const document = (await http.ask('GET', '/v1/openapi.json', undefined, {})).json as { paths: Record<string, object> }
  routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({ method: method.toUpperCase() as Route['method'], path })),
  )
  await http.store.save('me', [workout])
  await http.ask('POST', '/v1/users/me/samples', hidden)
  await http.ask('POST', '/v1/users/me/samples', { ...hidden, type: 'bodyMass', unit: 'kg', uuid: undefined })
  const { json } = await http.ask('POST', '/v1/clients', { id: 'app', name: 'An app', version: '1.0' })
  headers = { authorization: `Bearer ${(json as { token: string }).token}` }
})
afterAll(() => http.close())

const isAnonymous = ({ path }: Route): boolean => !path.startsWith('/v1/')
const isStream = ({ path }: Route): boolean => /\/(live|stream)$/.test(path)
const nameOf = ({ method, path }: Route): string => `${method} ${path}`
const known: Readonly<Record<string, string>> = {
  user: 'me',
  uuid: hiddenUuid,
  id: workout.uuid,
  device: 'secret-strap',
  client: 'app',
}
const queries: Readonly<Record<string, string>> = {
  '/v1/users/{user}/series': '?type=heartRate&include=sample',
  '/v1/users/{user}/statistics': '?type=heartRate',
  '/v1/users/{user}/statistics/collection': '?type=heartRate&interval=PT1H',
  '/v1/users/{user}/statistics/collection/stream': '?type=heartRate&interval=PT1H',
}
const bodies: Readonly<Record<string, object>> = {
  'POST /v1/users/{user}/samples': { ...hidden, source: undefined, uuid: undefined },
  'POST /v1/users/{user}/hooks/health-auto-export': {
    data: { metrics: [{ name: 'heart_rate', units: 'bpm', data: [{ date: '2026-11-22 12:00:00 +0000', Avg: 61 }] }] },
  },
  'POST /v1/users/{user}/samples/query': { type: ['heartRate'] },
  'POST /v1/users/{user}/workouts/{id}/samples': { uuids: [hiddenUuid] },
  'POST /v1/users/{user}/authorization/{client}': { share: ['heartRate'], read: ['bodyMass'] },
}

const urlOf = ({ path }: Route): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? name) + (queries[path] ?? '')
const askAs = (route: Route) =>
  http.ask(route.method, urlOf(route), route.method === 'GET' ? undefined : (bodies[nameOf(route)] ?? {}), headers)

describe('a program without permission', () => {
  it('is told nothing by any route of what it may not see', async () => {
    const asked = routes.filter((route) => !isAnonymous(route) && !isStream(route) && route.method !== 'DELETE')
    expect(asked.length).toBeGreaterThan(25)
    for (const route of asked) {
      const { status, text } = await askAs(route)
      expect(status, nameOf(route)).not.toBe(500)
      expect(text, nameOf(route)).not.toMatch(secrets)
    }
  })

  it('cannot tell what it may not see from what is not there', async () => {
    for (const path of ['samples', 'workouts']) {
      const there = path === 'samples' ? hiddenUuid : workout.uuid
      const nowhere = '0193aaaa-0000-7000-8000-00000000ffff'
      for (const method of ['GET', 'DELETE'] as const) {
        const [one, other] = await Promise.all(
          [there, nowhere].map((uuid) => http.ask(method, `/v1/users/me/${path}/${uuid}`, undefined, headers)),
        )
        expect(one?.status).toBe(404)
        expect(one?.json).toEqual(other?.json)
      }
    }
    expect(await http.store.find('me', hiddenUuid)).toBeDefined()
  })

  it.each([
    ['GET', '/v1/users'],
    ['POST', '/v1/users'],
    ['GET', '/v1/users/me'],
    ['PATCH', '/v1/users/me'],
    ['DELETE', '/v1/users/me'],
    ['GET', '/v1/clients'],
    ['POST', '/v1/clients'],
    ['DELETE', '/v1/clients/app'],
    ['PUT', '/v1/users/me/authorization/app'],
    ['GET', '/v1/users/me/authorization/other'],
    ['GET', '/v1/users/me/audit'],
    ['GET', '/v1/devices'],
    ['POST', '/v1/devices'],
    ['POST', '/v1/sign-in-links'],
  ] as const)('has no business at %s %s', async (method, url) => {
    const { status, json } = await http.ask(method, url, method === 'GET' ? undefined : {}, headers)
    expect(status).toBe(403)
    expect(json).toMatchObject({ code: 'authorizationDenied' })
  })

  it('comes by the bearer header alone, with a token that is its own', async () => {
    const wrong = { authorization: `${headers.authorization}x` }
    expect((await http.ask('GET', '/v1/types', undefined, wrong)).status).toBe(401)
    expect((await http.ask('GET', '/v1/types', undefined, headers)).status).toBe(200)
  })
})

describe('what a program saves', () => {
  const beat = { type: 'heartRate', unit: 'count/min', start: workout.end + 5_000, value: 61 }
  const decide = (types: object) => http.ask('PUT', '/v1/users/me/authorization/app', { types })
  const save = (body: object) => http.ask('POST', '/v1/users/me/samples', body, headers)

  it('needs permission', async () => {
    expect(await save(beat)).toMatchObject({ status: 403, json: { code: 'authorizationNotDetermined' } })
    await decide({ heartRate: { share: 'sharingDenied' } })
    expect(await save(beat)).toMatchObject({ status: 403, json: { code: 'authorizationDenied' } })
    await decide({ HKQuantityTypeIdentifierHeartRate: { share: 'sharingAuthorized' } })
    expect((await save({ samples: [beat, { ...beat, type: 'stepCount', unit: 'count' }] })).status).toBe(403)
    expect((await save(beat)).status).toBe(201)
  })

  it('is by itself, in its version', async () => {
    const foreign = await save({ ...beat, start: beat.start + 1_000, source: 'secret-watch' })
    expect(foreign).toMatchObject({ status: 403, json: { errors: [{ pointer: '/source' }] } })
    const { json } = await http.ask('GET', '/v1/users/me/sources', undefined, headers)
    expect(json).toEqual({ items: ['app'], origins: [{ source: { source: 'app', version: '1.0' } }] })
  })

  it('is not told of what it may read', async () => {
    await decide({ heartRate: { share: 'sharingAuthorized', read: 'denied' }, bodyMass: { read: 'authorized' } })
    const url = '/v1/users/me/authorization/app'
    const told = await http.ask('GET', url, undefined, headers)
    expect(told.json).toMatchObject({ types: { heartRate: { share: 'sharingAuthorized' } } })
    expect(told.text).not.toMatch(/denied|authorized"|bodyMass/)
    const asked = await http.ask('GET', `${url}?type=heartRate,bodyMass`, undefined, headers)
    expect(asked.json).toMatchObject({
      types: { heartRate: { share: 'sharingAuthorized' }, bodyMass: { share: 'notDetermined' } },
    })
    expect(asked.text).not.toContain('"read":"')
    expect((await http.ask('GET', url)).json).toMatchObject({ types: { bodyMass: { read: 'authorized' } } })
  })

  it('is in the book that the owner reads, without values', async () => {
    const { json, text } = await http.ask('GET', '/v1/users/me/audit?client=app')
    const { items } = json as { items: readonly { action: string; types: readonly string[] }[] }
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ client: 'app', action: 'save', types: ['heartRate'] }),
        expect.objectContaining({ client: 'app', action: 'refused', types: ['heartRate', 'stepCount'] }),
        expect.objectContaining({ client: 'app', action: 'authorized', types: ['heartRate'] }),
      ]),
    )
    expect(text).not.toMatch(/123\.456|"value"/)
  })
})

describe('a program that follows the present', () => {
  const said = { user: 'me', unit: 'count/min', at: noon, stale: false } as const

  it('hears what it may read, and of sessions what it may see', async () => {
    const types = { heartRate: { read: 'authorized' }, workout: { read: 'authorized' } }
    await http.ask('PUT', '/v1/users/me/authorization/app', { types })
    const reader = await readEvents(`${address}/v1/users/me/live`, headers)
    await reader.first(1)
    http.live.say({ ...said, type: 'cyclingPower', value: 123.456, source: 'secret-watch' })
    http.live.say({ ...said, type: 'heartRate', value: 140, source: 'watch' })
    const crossed = { session: 'a', user: 'me', from: null, to: 1, at: noon, zones: [{ seconds: 123.456 }] } as const
    http.sessions.cross({ ...crossed, type: 'cyclingPower' })
    http.sessions.cross({ ...crossed, type: 'heartRate', zones: [] })
    await http.sessions.start('me', { activityType: 'cycling', location: 'indoor' })
    const [, pulse, zone, session] = await reader.first(4)
    expect(zone).toMatchObject({ event: 'zone', data: { type: 'heartRate' } })
    expect(pulse).toMatchObject({ event: 'sample', data: { type: 'heartRate', value: 140 } })
    expect(session).toMatchObject({ event: 'session', data: { activityType: 'cycling' } })
    await http.ask('PUT', '/v1/users/me/authorization/app', { types: { cyclingPower: { read: 'authorized' } } })
    http.live.say({ ...said, type: 'heartRate', value: 141, source: 'watch' })
    http.live.say({ ...said, type: 'cyclingPower', value: 200, source: 'watch' })
    http.sessions.cross({ ...crossed, type: 'cyclingPower' })
    const told = await reader.first(6)
    expect(told[4]).toMatchObject({ event: 'session', data: null })
    expect(told.at(-1)).toMatchObject({ data: { type: 'cyclingPower', value: 200 } })
    const later = await readEvents(`${address}/v1/users/me/live`, headers)
    expect((await later.first(2)).map(({ data }) => data)).toMatchObject([null, { type: 'cyclingPower' }])
    expect(JSON.stringify([...reader.events, ...later.events])).not.toMatch(secrets)
    reader.close()
    later.close()
  })
})

describe('a program that is sent away', () => {
  it('is cut off at once, what goes on included', async () => {
    const { json } = await http.ask('POST', '/v1/clients', { id: 'brief' })
    const token = { authorization: `Bearer ${(json as { token: string }).token}` }
    const reader = await readEvents(`${address}/v1/users/me/changes/stream`, token)
    await http.ask('DELETE', '/v1/clients/brief')
    await expect.poll(() => reader.isEnded).toBe(true)
    expect((await http.ask('GET', '/v1/types', undefined, token)).status).toBe(401)
    expect((await http.ask('DELETE', '/v1/clients/brief')).status).toBe(404)
  })
})
