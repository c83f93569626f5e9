import { describe, expect, it } from 'vitest'
import { connect } from '../../src/client.js'

/** A client of a daemon that answers everything with this. */
const answering = (body: string, status = 200) => {
  const fetching: typeof fetch = async () => new Response(body, { status })
  return connect({ url: 'http://daemon.example/below/', token: 'secret', fetch: fetching }).user('me')
}
const sources = (answer: object) => answering(JSON.stringify(answer)).sources()
const failure = (body: string, status: number) =>
  answering(body, status)
    .sources()
    .catch((error: unknown) => error)

describe('an answer', () => {
  it('may say more than is known here', async () => {
    expect(await sources({ items: ['watch'], origins: [], colour: 'red' })).toEqual(['watch'])
  })

  it('that is not understood is an error, which holds nothing of it', async () => {
    const error: unknown = await sources({ items: ['watch', 7_654], origins: [] }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unknownError', message: expect.stringContaining('items/1') })
    expect(String(error)).not.toContain('7654')
    await expect(answering('<html>').sources()).rejects.toMatchObject({ code: 'unknownError' })
  })

  it('that refuses is the error it says', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Bad',
      status: 400,
      code: 'invalidArgument',
      detail: 'the unit is not',
    }
    const errors = [{ pointer: '/unit', message: 'is not one' }]
    expect(await failure(JSON.stringify({ ...problem, errors }), 400)).toMatchObject({
      name: 'HealthError',
      code: 'invalidArgument',
      message: 'the unit is not',
      errors,
    })
    expect(await failure(JSON.stringify({ ...problem, code: 'ofNextYear', status: 404 }), 404)).toMatchObject({
      code: 'notFound',
    })
  })

  it.each([
    [401, 'unauthenticated'],
    [404, 'notFound'],
    [429, 'tooManyRequests'],
    [500, 'unknownError'],
    [502, 'databaseInaccessible'],
  ])('of status %i by something in between is %s', async (status, code) => {
    expect(await failure('<html>', status)).toMatchObject({ code })
  })

  it('that never comes is a daemon that cannot be reached', async () => {
    const lost: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
    const person = connect({ url: 'http://daemon.example', fetch: lost }).user()
    await expect(person.sources()).rejects.toMatchObject({
      code: 'databaseInaccessible',
      cause: { message: 'fetch failed' },
    })
  })
})

describe('a question', () => {
  it('goes below the address, with the token and nothing else', async () => {
    const asked: [string, RequestInit | undefined][] = []
    const fetching: typeof fetch = async (input, init) => {
      asked.push([String(input), init])
      return new Response('{"items":[],"origins":[]}')
    }
    const { user } = connect({ url: 'http://daemon.example/below/', token: 'secret', fetch: fetching })
    await user('a/b').sources(['heartRate', 'stepCount'])
    expect(asked).toEqual([
      [
        'http://daemon.example/below/v1/users/a%2Fb/sources?type=heartRate&type=stepCount',
        { method: 'GET', headers: { authorization: 'Bearer secret' }, signal: null },
      ],
    ])
  })
})
