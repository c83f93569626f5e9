import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type TestApp } from './open-app.js'
import { workoutSample } from './workout-sample.js'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
}
interface Operation {
  readonly summary: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
interface Route {
  readonly method: Method
  readonly path: string
  readonly operation: Operation
}
interface Document {
  readonly openapi: string
  readonly info: object
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

let http: TestApp
let document: Document
let routes: readonly Route[]
const workout = workoutSample()
const beat = { type: 'heartRate', unit: 'count/min', start: 0, value: 60 }
const unknownUuid = '0193aaaa-0000-7000-8000-00000000ffff'

beforeAll(async () => {
  http = await openApp()
  document = (await http.ask('GET', '/v1/openapi.json', undefined, {})).json as Document
  routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase() as Method, path, operation })),
  )
  await http.store.save('me', [workout])
  await http.ask('POST', '/v1/clients', { id: 'app' })
  await http.ask('POST', '/v1/users/me/samples', { ...beat, uuid: beatUuid, start: 1000 })
})
afterAll(() => http.close())

const isStream = ({ path }: Route): boolean => path.endsWith('/live') || path.endsWith('/stream')
const nameOf = ({ method, path }: Route): string => `${method} ${path}`

const fill = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? params.id ?? name)

const beatUuid = '0193aaaa-0000-7000-8000-000000000060'
const known = { user: 'me', uuid: beatUuid, id: workout.uuid, device: 'watch-1', client: 'app', name: 'bloodType' }
const bad = { user: 'No-Slug!', uuid: 'seven', id: 'seven', device: 'No-Slug!', client: 'No-Slug!', name: 'shoeSize' }
const queries: Readonly<Record<string, string>> = {
  'GET /sign-in': '?code=wrong',
  'GET /v1/users/{user}/series': '?type=heartRate',
  'GET /v1/users/{user}/statistics': '?type=heartRate',
  'GET /v1/users/{user}/statistics/collection': '?type=heartRate&interval=P1D&start=2026-01-01T00:00:00Z',
  'DELETE /v1/users/{user}/samples': '?type=heartRate',
}
const steps = [{ kind: 'work', end: { by: 'time', value: 60 } }]
const bodies: Readonly<Record<string, object | string>> = {
  'POST /v1/users/{user}/imports': 'no ride',
  'POST /v1/users': { id: 'anna' },
  'PATCH /v1/users/{user}': { name: 'Me' },
  'POST /v1/clients': { id: 'other-app' },
  'PATCH /v1/clients/{client}': { version: '2' },
  'PUT /v1/users/{user}/authorization/{client}': { types: { heartRate: { share: 'sharingAuthorized' } } },
  'POST /v1/users/{user}/authorization/{client}': { share: ['heartRate'] },
  'POST /v1/users/{user}/subscriptions': { types: ['heartRate'], url: 'http://127.0.0.1:9/' },
  'PATCH /v1/users/{user}/subscriptions/{subscription}': { paused: true },
  'POST /v1/users/{user}/subscriptions/{subscription}/ack': { anchor: 'x' },
  'POST /v1/devices': { device: 'watch-1' },
  'PATCH /v1/devices/{device}': { user: 'me' },
  'PUT /v1/devices/{device}/trainer': { mode: 'erg', targetPower: 200 },
  'POST /v1/users/{user}/samples': beat,
  'POST /v1/users/{user}/hooks/health-auto-export': { data: { metrics: [] } },
  'POST /v1/users/{user}/samples/query': { type: 'heartRate' },
  'POST /v1/users/{user}/workouts/{id}/samples': beat,
  'POST /v1/users/{user}/workouts/{id}/split': { at: ['2026-11-22T12:30:00Z'] },
  'POST /v1/users/{user}/workouts/merge': { workouts: [workoutSample(8).uuid, workoutSample(9).uuid] },
  'POST /v1/users/{user}/plans': { name: 'A minute', activityType: 'cycling', steps },
  'PUT /v1/users/{user}/plans/{plan}': { name: 'A minute', activityType: 'cycling', steps },
  'POST /v1/users/{user}/sessions': { activityType: 'cycling', location: 'indoor' },
  'POST /v1/users/{user}/sessions/{id}/events': { event: 'pause' },
  'PATCH /v1/users/{user}/sessions/{id}': { collect: { heartRate: true } },
}

/** Follows every reference of a document and returns those that lead nowhere. */
const lostReferences = (root: unknown): string[] => {
  const references = [...JSON.stringify(root).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference)
  const leads = (reference: string): boolean =>
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root) !== undefined
  return [...new Set(references)].filter((reference) => !leads(reference))
}

describe('the OpenAPI document', () => {
  it('is of version 3.1, with a title, a version and paths', () => {
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/),
      info: { title: 'vitald', version: expect.any(String) },
    })
    expect(routes.length).toBeGreaterThan(25)
  })

  it('refers only to what it has', () => {
    expect(lostReferences(document)).toEqual([])
  })

  it('has no schema that nothing refers to', () => {
    const text = JSON.stringify(document)
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    )
    expect(unused).toEqual([])
  })

  it('says of every route what it does, what it takes and what it answers', () => {
    for (const route of routes) {
      const { operation, path } = route
      expect(operation.summary, nameOf(route)).toEqual(expect.any(String))
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => name).sort(), nameOf(route)).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      )
      expect(inPath.every(({ required }) => required)).toBe(true)
      expect(Object.keys(operation.responses).every((status) => /^[2-5]\d\d$/.test(status))).toBe(true)
      expect(
        Object.keys(operation.responses).some((status) => /^[23]/.test(status)),
        nameOf(route),
      ).toBe(true)
      for (const [status, answer] of Object.entries(operation.responses))
        expect(answer, `${nameOf(route)} ${status}`).toHaveProperty('description')
    }
  })

  it('knows every route of the contract that there is', () => {
    expect(routes.map(nameOf)).toEqual(
      expect.arrayContaining([
        'GET /healthz',
        'GET /readyz',
        'GET /metrics',
        'GET /v1/types',
        'GET /v1/users',
        'POST /v1/users',
        'PATCH /v1/users/{user}',
        'POST /v1/users/{user}/samples',
        'GET /v1/users/{user}/samples/{uuid}/series',
        'GET /v1/users/{user}/samples/{uuid}/heartbeats',
        'GET /v1/users/{user}/samples/{uuid}/locations',
        'GET /v1/users/{user}/samples/{uuid}/voltages',
        'DELETE /v1/users/{user}/samples',
        'GET /v1/users/{user}/changes',
        'GET /v1/users/{user}/changes/stream',
        'GET /v1/users/{user}/statistics',
        'GET /v1/users/{user}/statistics/collection',
        'GET /v1/users/{user}/statistics/collection/stream',
        'GET /v1/users/{user}/activity-summaries',
        'GET /v1/users/{user}/series',
        'GET /v1/users/{user}/sources',
        'GET /v1/users/{user}/characteristics',
        'GET /v1/users/{user}/preferred-units',
        'POST /v1/users/{user}/sessions',
        'GET /v1/users/{user}/sessions/active',
        'POST /v1/users/{user}/sessions/{id}/events',
        'GET /v1/users/{user}/workouts',
        'GET /v1/users/{user}/workouts/{id}.json',
        'GET /v1/users/{user}/workouts/{id}/samples',
        'GET /v1/users/{user}/workouts/{id}/routes',
        'GET /v1/users/{user}/workouts/{id}/locations',
        'GET /v1/users/{user}/live',
        'GET /v1/devices',
        'POST /v1/devices',
        'PATCH /v1/devices/{device}',
        'POST /v1/devices/scan',
        'POST /v1/devices/{device}/pair',
        'DELETE /v1/devices/{device}',
      ]),
    )
  })
})

describe('every route', () => {
  const expectDescribed = (route: Route, answer: { readonly status: number; readonly headers: object }): void => {
    const described = route.operation.responses[String(answer.status)]
    expect(described, `${nameOf(route)} answers ${answer.status}`).toBeDefined()
    const [type] = String((answer.headers as Record<string, unknown>)['content-type'] ?? '').split(';')
    if (answer.status >= 400) expect(type, nameOf(route)).toBe('application/problem+json')
  }

  it('answers a good request with a status that is described', async () => {
    for (const route of routes.filter((each) => !isStream(each) && each.method !== 'DELETE')) {
      const name = nameOf(route)
      const answer = await http.ask(route.method, fill(route.path, known) + (queries[name] ?? ''), bodies[name])
      expectDescribed(route, answer)
      expect(answer.status, `${name}: ${answer.text}`).not.toBe(400)
    }
  })

  it('answers an unknown query parameter with a problem that names it', async () => {
    const queried = routes.filter(({ operation }) =>
      operation.parameters?.some((parameter) => parameter.in === 'query'),
    )
    expect(queried.length).toBeGreaterThan(8)
    for (const route of queried) {
      const answer = await http.ask(route.method, `${fill(route.path, known)}?colour=red`)
      expectDescribed(route, answer)
      expect(answer, nameOf(route)).toMatchObject({
        status: 400,
        json: { errors: expect.arrayContaining([{ pointer: '/colour', message: 'is unknown' }]) },
      })
    }
  })

  it('answers a bad path with a problem', async () => {
    for (const route of routes.filter(({ path }) => path.includes('{'))) {
      const answer = await http.ask(
        route.method,
        fill(route.path, bad) + (queries[nameOf(route)] ?? ''),
        bodies[nameOf(route)],
      )
      expectDescribed(route, answer)
      expect(answer.status, nameOf(route)).toBe(400)
    }
  })

  it('answers a bad body with a problem', async () => {
    for (const route of routes.filter(({ operation }) => operation.requestBody !== undefined))
      for (const body of ['{', '[]', '{"colour":"red"}']) {
        const answer = await http.ask(route.method, fill(route.path, { ...known, id: unknownUuid }), body)
        expectDescribed(route, answer)
        expect(answer.status, `${nameOf(route)} ${body}: ${answer.text}`).toBe(400)
      }
  })

  it('but those that say so needs a sign-in', async () => {
    for (const route of routes) {
      const answer = await http.ask(
        route.method,
        fill(route.path, known) + (queries[nameOf(route)] ?? ''),
        bodies[nameOf(route)],
        {},
      )
      if (route.operation.security === undefined) expect(answer.status, nameOf(route)).toBe(401)
      else expect(['/healthz', '/readyz', '/metrics', '/sign-in']).toContain(route.path)
    }
  })
})

describe('the page of the description', () => {
  it('shows every route without a script', async () => {
    const { headers, text } = await http.ask('GET', '/docs', undefined, {})
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(text).not.toMatch(/<script|style="|https?:\/\//)
    for (const { path } of routes) expect(text).toContain(`<code>${path}</code>`)
  })

  it('brings its own style', async () => {
    expect((await http.ask('GET', '/docs/style.css', undefined, {})).headers['content-type']).toBe(
      'text/css; charset=utf-8',
    )
  })
})
