import { HealthError } from '../health/error.js'

/** Which database of which server, and who we are there. */
export interface Target {
  /** `http://host:port`, with a path if it is behind a proxy. */
  readonly url: string
  readonly database: string
  readonly username?: string | undefined
  readonly password?: string | undefined
}

/** The server cannot be used now; it is tried again later. The message names no value, no query and no secret. */
export const unavailable = (what: string): HealthError => new HealthError('databaseInaccessible', `InfluxDB ${what}`)

/** The same for what a client library or a socket threw, whose own message may hold what was sent. */
export function unreachable(error: unknown): HealthError {
  if (error instanceof HealthError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return unavailable(typeof code === 'string' ? `does not answer (${code})` : 'does not answer')
}
