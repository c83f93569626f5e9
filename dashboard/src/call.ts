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

// The header has whole seconds, and the answer was on its way.
const clockToleranceMs = 2_000

/** Asks the API at paths below `/v1`. Every call throws a `Problem` when it is refused. `now` is the page's clock, epoch ms. */
export const createCaller = (fetch: Fetch, now: () => number) => {
  let clockAhead = 0
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(`/v1${path}`, { credentials: 'same-origin', ...init }).catch(unreachable)
    const ahead = Date.parse(response.headers.get('date') ?? '') - now()
    if (Number.isFinite(ahead)) clockAhead = Math.abs(ahead) > clockToleranceMs ? ahead : 0
    return response
  }
  return {
    /** How far the server's clock is ahead of the page's, ms: a small board may not know the time, or a phone. */
    clockAhead: (): number => clockAhead,
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
