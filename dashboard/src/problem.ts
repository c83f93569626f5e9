/** A refusal of the server (RFC 9457), or a server out of reach (`status` 0). `message` is for people. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const faults = (errors: unknown): string =>
  (Array.isArray(errors) ? errors : [])
    .filter(isRecord)
    .map((fault) => [text(fault.pointer), text(fault.message ?? fault.detail)].filter(Boolean).join(' '))
    .filter((line) => line !== '')
    .join('; ')

/** The problem that an answer's body states; any other body becomes a problem that names the status. */
export const parseProblem = (status: number, body: unknown): Problem => {
  const facts = isRecord(body) ? body : {}
  const message = text(facts.detail) ?? text(facts.title) ?? `The server answered ${status}.`
  const details = faults(facts.errors)
  return new Problem(status, text(facts.code) ?? 'unknown', details === '' ? message : `${message} (${details})`)
}

/** What to tell a person about something that was thrown. */
export const problemText = (cause: unknown): string =>
  cause instanceof Error ? cause.message : 'Something went wrong.'
