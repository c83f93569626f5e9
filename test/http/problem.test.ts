import { describe, expect, it } from 'vitest'
import { HealthError, invalidArgument } from '../../src/health/error.js'
import { problemSchema, statusOf } from '../../src/health/json/problem-json.js'
import { problemOf } from '../../src/http/problem.js'
import { openApp } from './open-app.js'

describe('a problem', () => {
  it.each(Object.entries(statusOf))('of %s has the status %i', (code, status) => {
    const problem = problemOf(new HealthError(code as keyof typeof statusOf, 'because'))
    expect(problemSchema.parse(problem)).toMatchObject({ type: 'about:blank', status, code, detail: 'because' })
    expect(problem.title).toMatch(/^[A-Z]/)
  })

  it('points at the bad fields', () => {
    const errors = [{ pointer: '/samples/3/value', message: 'is missing' }]
    expect(problemOf(invalidArgument('not valid', errors)).errors).toEqual(errors)
  })

  it('points at a hundred of them at most', () => {
    const errors = Array.from({ length: 5_000 }, (_, index) => ({ pointer: `/samples/${index}`, message: 'is bad' }))
    expect(problemOf(invalidArgument('not valid', errors)).errors).toHaveLength(100)
  })
})

describe('what the framework refuses', () => {
  it.each([
    { says: 'an unknown route', method: 'GET', url: '/v2/nothing', status: 404, code: 'notFound' },
    { says: 'an unknown route of the API', method: 'GET', url: '/v1/nothing', status: 404, code: 'notFound' },
    { says: 'a method that a route has not', method: 'PUT', url: '/v1/users', status: 404, code: 'notFound' },
    {
      says: 'a path that cannot be decoded',
      method: 'GET',
      url: '/v1/users/%zz',
      status: 400,
      code: 'invalidArgument',
    },
    {
      says: 'a body that is no JSON',
      method: 'POST',
      url: '/v1/users',
      body: '{',
      status: 400,
      code: 'invalidArgument',
    },
    {
      says: 'a body that poisons prototypes',
      method: 'POST',
      url: '/v1/users',
      body: '{"__proto__":{"x":1}}',
      status: 400,
      code: 'invalidArgument',
    },
  ] as const)('is a problem too: $says', async ({ method, url, status, code, ...rest }) => {
    const http = await openApp()
    const answer = await http.ask(method, url, 'body' in rest ? rest.body : undefined)
    await http.close()
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': expect.stringContaining('application/problem+json') },
      json: { status, code },
    })
    expect(problemSchema.safeParse(answer.json).success).toBe(true)
  })

  it('is a problem too: a body of another type', async () => {
    const http = await openApp()
    const answer = await http.app.inject({
      method: 'POST',
      url: '/v1/users',
      headers: { authorization: 'Bearer the-token-of-the-owner', 'content-type': 'text/xml' },
      payload: '<user/>',
    })
    await http.close()
    expect(answer.statusCode).toBe(415)
    expect(answer.json()).toMatchObject({ code: 'invalidArgument' })
  })
})
