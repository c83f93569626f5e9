import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemSchema } from '../../src/health/json/problem-json.js'
import { type Answer, openApp, type TestApp } from './open-app.js'

let http: TestApp
beforeAll(async () => {
  http = await openApp()
})
afterAll(() => http.close())

/** An answer that a client can live with: never a bug of ours, and a problem where it is refused. */
const expectCivil = (answer: Answer): void => {
  expect(answer.status, answer.text).toBeLessThan(500)
  if (answer.status >= 400) expect(problemSchema.safeParse(answer.json).error).toBeUndefined()
}

// Pieces of what is meant, so that chance gets past the first check.
const piece = fc.oneof(
  fc.constantFrom(
    'heartRate',
    'sleepAnalysis',
    'bloodPressure',
    'workout',
    'count/min',
    'mmHg',
    'me',
    'cycling',
    'pause',
    '%',
    '',
  ),
  fc.constantFrom(0, -1, 1e308, Date.UTC(2026, 10, 22), '2026-11-22T10:00:00Z', '2026-13-45T99:00:00Z', null, true),
  fc.jsonValue({ maxDepth: 2 }),
)
const names = [
  'type',
  'unit',
  'start',
  'end',
  'value',
  'values',
  'interval',
  'times',
  'source',
  'device',
  'uuid',
  'metadata',
  'objects',
]
const otherNames = [
  'samples',
  'id',
  'user',
  'name',
  'event',
  'at',
  'activityType',
  'location',
  'lapLength',
  'goals',
  'zones',
  '__proto__',
]
const thing = fc.dictionary(fc.constantFrom(...names, ...otherNames), piece, { maxKeys: 8 })
const body = fc.oneof(thing, fc.record({ samples: fc.array(thing, { maxLength: 4 }) }), piece)

const routes = [
  ['POST', '/v1/users'],
  ['PATCH', '/v1/users/me'],
  ['POST', '/v1/devices'],
  ['PATCH', '/v1/devices/watch-1'],
  ['POST', '/v1/users/me/samples'],
  ['POST', '/v1/users/me/sessions'],
  ['POST', '/v1/users/me/plans'],
  ['POST', '/v1/users/me/sessions/0193aaaa-0000-7000-8000-000000000001/events'],
  ['PATCH', '/v1/users/me/sessions/0193aaaa-0000-7000-8000-000000000001'],
] as const

describe('any body', () => {
  it.each(routes)('is answered civilly by %s %s', async (method, url) => {
    await fc.assert(
      fc.asyncProperty(body, async (input) => expectCivil(await http.ask(method, url, JSON.stringify(input)))),
      { numRuns: 150 },
    )
  })

  it('that is refused saves nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(thing, { minLength: 1, maxLength: 4 }), async (samples) => {
        const before = http.store.anchor()
        const { status } = await http.ask('POST', '/v1/users/me/samples', JSON.stringify({ samples }))
        if (status !== 201) expect(http.store.anchor()).toBe(before)
      }),
      { numRuns: 150 },
    )
  })

  it('that is cut short or full of odd bytes is answered civilly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) =>
        expectCivil(await http.ask('POST', '/v1/users/me/samples', text)),
      ),
      { numRuns: 150 },
    )
  })
})

const parameters = [
  'type',
  'start',
  'end',
  'source',
  'device',
  'workout',
  'metadata.a',
  'metadata.',
  'sort',
  'limit',
  'cursor',
  'unit',
  'anchor',
  'options',
]
const value = fc.oneof(
  piece.map((given) => JSON.stringify(given)),
  fc.string({ maxLength: 30 }),
)
const query = fc.array(fc.tuple(fc.constantFrom(...parameters), value), { maxLength: 5 })

describe('any query', () => {
  it.each(['samples', 'changes', 'statistics', 'workouts', 'sources', 'series'])(
    'is answered civilly by %s',
    async (route) => {
      await fc.assert(
        fc.asyncProperty(query, async (pairs) => {
          const text = pairs.map(([name, given]) => `${name}=${encodeURIComponent(given)}`).join('&')
          expectCivil(await http.ask('GET', `/v1/users/me/${route}?${text}`))
        }),
        { numRuns: 150 },
      )
    },
  )
})
