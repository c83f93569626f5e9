import type { z } from 'zod'
import { HealthError } from '../../health/error.js'
import type { Params } from '../../health/person/params.js'
import { checked } from './answer.js'
import { queryOf } from './params.js'
import { errorOf } from './problem.js'

/** Where the daemon is, and who asks. */
export interface ConnectOptions {
  /** The daemon's address, `http://127.0.0.1:8420`. */
  readonly url: string | URL
  /** A token; without one the platform's cookies are sent, which is how a page of the daemon's own is signed in. */
  readonly token?: string | undefined
  /** Instead of the platform's. */
  readonly fetch?: typeof fetch | undefined
}

/** A request below the address. */
export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | undefined
  readonly path: string
  readonly query?: Params | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

/** Sends requests to one daemon. Errors are `HealthError`s: the daemon's, or `databaseInaccessible` when it is away. */
export interface Transport {
  /** The answer, once it is there; a refusal is thrown. */
  send(asked: Asked): Promise<Response>
  /** The JSON of the answer, checked. */
  ask<Schema extends z.ZodType>(asked: Asked, schema: Schema): Promise<z.output<Schema>>
}

/** A path whose parts may hold any character. */
export const pathOf = (strings: TemplateStringsArray, ...parts: readonly string[]): string =>
  String.raw({ raw: strings }, ...parts.map(encodeURIComponent))

const away = (cause: unknown) => new HealthError('databaseInaccessible', 'the daemon cannot be reached', [], cause)

const headersOf = ({ body, headers }: Asked, token: string | undefined): Record<string, string> => ({
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...headers,
})

const jsonOf = (response: Response): Promise<unknown> =>
  response.json().catch((error: unknown) => {
    throw error instanceof SyntaxError
      ? new HealthError('unknownError', 'the daemon answers no JSON', [], error)
      : away(error)
  })

export const createTransport = ({ url, token, fetch: given }: ConnectOptions): Transport => {
  const base = new URL(url)
  // A browser's own insists on being called as a function of the window.
  const request: typeof fetch = given ?? ((input, init) => fetch(input, init))
  const addressOf = ({ path, query }: Asked): URL => {
    const address = new URL(base.pathname.replace(/\/$/, '') + path, base)
    if (query !== undefined) address.search = queryOf(query).toString()
    return address
  }
  const send = async (asked: Asked): Promise<Response> => {
    const { method = 'GET', body, signal } = asked
    const init: RequestInit = { method, headers: headersOf(asked, token), signal: signal ?? null }
    const response = await request(
      addressOf(asked),
      body === undefined ? init : { ...init, body: JSON.stringify(body) },
    ).catch((error: unknown) => {
      throw signal?.aborted ? error : away(error)
    })
    if (!response.ok) throw await errorOf(response)
    return response
  }
  return { send, ask: async (asked, schema) => checked(schema, await jsonOf(await send(asked))) }
}
