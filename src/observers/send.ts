/** What is sent, and where. */
export interface Letter {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Ends it before its time. */
  readonly signal: AbortSignal
}

/** Sends and resolves to the status of the answer, or to why there is none. */
export type Send = (letter: Letter) => Promise<number | string>

// Words of our own, because the text of an error may hold the address, and the address a secret.
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up at present',
  UND_ERR_SOCKET: 'the connection was cut',
}

const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'did not answer in time'
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return reasons[code] ?? 'cannot be reached'
}

/** Sends over HTTP. A redirection is an answer like any other: what was signed for one address goes to no other. */
export const sendOverHttp =
  (timeoutMs: number): Send =>
  async ({ url, signal, ...letter }) => {
    try {
      const limits = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const response = await fetch(url, { method: 'POST', ...letter, signal: limits, redirect: 'manual' })
      await response.body?.cancel()
      return response.status
    } catch (error) {
      return reasonOf(error)
    }
  }
