import type { enumerations } from './data/enumerations.js'

type HealthKitError = keyof (typeof enumerations)['HKErrorCode']
type WithoutPrefix<Name> = Name extends `error${infer Rest}` ? Uncapitalize<Rest> : never

/** HealthKit's error codes in camelCase, and the few that a server needs besides. */
export type ErrorCode =
  | WithoutPrefix<HealthKitError>
  | 'invalidTransition' // the session's state does not allow the command
  | 'notFound' // no such user, device, sample, session or workout
  | 'conflict' // the name is taken
  | 'anchorExpired' // the anchor is of another store or beyond the kept tombstones
  | 'unauthenticated' // no credential, or one that is not valid
  | 'tooManyRequests' // the quota or the bound of a queue is reached
  | 'unknownError' // a bug of the server's, as a client of it sees it

/** One bad field: where it is (RFC 6901 JSON pointer into the input) and what is wrong with it. */
export interface Fault {
  readonly pointer: string
  readonly message: string
}

/** The one error that is thrown on purpose; anything else is a bug. Codes are stable, messages may change. */
export class HealthError extends Error {
  override readonly name = 'HealthError'
  readonly code: ErrorCode
  readonly errors: readonly Fault[]

  constructor(code: ErrorCode, message: string, errors: readonly Fault[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.errors = errors
  }
}

/** The error for input that breaks a rule. `errors` point at the fields. */
export const invalidArgument = (message: string, errors: readonly Fault[] = []): HealthError =>
  new HealthError('invalidArgument', message, errors)
