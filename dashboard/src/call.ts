import { Problem, parseProblem } from './problem.js'

/** The one ability that is needed of the browser. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export const jsonBody = (method: 'POST' | 'PUT' | 'PATCH', body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const unreachable = (cause: unknown): never => {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
  throw new Problem(0, 'unreachable', 'vitald cannot be reached.')
}

const readJson = async <Answer>(response: Response): Promise<Answer> => {
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok || body === undefined) throw parseProblem(response.status, body)
  return body as Answer
}

/** Asks the API at paths below `/v1`. Every call throws a `Problem` when it is refused. */
export const createCaller = (fetch: Fetch) => {
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`/v1${path}`, { credentials: 'same-origin', ...init }).catch(unreachable)
  return {
    /** The answer's JSON. */
    call: async <Answer>(path: string, init?: RequestInit): Promise<Answer> => readJson<Answer>(await ask(path, init)),
    /** For what is answered without a body. */
    tell: async (path: string, init: RequestInit): Promise<void> => {
      const response = await ask(path, init)
      if (!response.ok) throw parseProblem(response.status, await response.json().catch(() => undefined))
    },
    /** The answer as it comes. */
    open: async (path: string, init: RequestInit): Promise<Response> => {
      const response = await ask(path, init)
      if (!response.ok) throw parseProblem(response.status, await response.json().catch(() => undefined))
      return response
    },
  }
}

export type Caller = ReturnType<typeof createCaller>
