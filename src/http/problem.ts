import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type ErrorCode, HealthError } from '../health/error.js'

/** The HTTP status of every error code. */
export const statusOf = {
  healthDataUnavailable: 503,
  healthDataRestricted: 403,
  invalidArgument: 400,
  authorizationDenied: 403,
  authorizationNotDetermined: 403,
  databaseInaccessible: 503,
  userCanceled: 409,
  anotherWorkoutSessionStarted: 409,
  userExitedWorkoutSession: 409,
  requiredAuthorizationDenied: 403,
  noData: 404,
  workoutActivityNotAllowed: 400,
  dataSizeExceeded: 413,
  backgroundWorkoutSessionNotAllowed: 409,
  notPermissibleForGuestUserMode: 403,
  invalidTransition: 409,
  notFound: 404,
  conflict: 409,
  anchorExpired: 410,
  unauthenticated: 401,
  tooManyRequests: 429,
} as const satisfies Record<ErrorCode, number>

export const problemType = 'application/problem+json'
const faultsMax = 100

/** RFC 9457. `code` is stable; `errors` point at the bad fields of the body, or of the query and the path by name. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ description: 'What went wrong (RFC 9457).' })
export type Problem = z.infer<typeof problemSchema>

/** What is wrong with a request that no route has seen, or `unknownError` for a bug of ours. */
type Failure = Pick<Problem, 'status' | 'detail' | 'errors'> & { readonly code: ErrorCode | 'unknownError' }

const ofHealthError = ({ code, message, errors }: HealthError): Failure => ({
  status: statusOf[code],
  code,
  detail: message,
  errors:
    errors.length === 0 ? undefined : errors.slice(0, faultsMax).map(({ pointer, message }) => ({ pointer, message })),
})

const bodyFault = (message: string) => [{ pointer: '', message }]

const ofFastifyError = ({ statusCode = 500, message }: FastifyError): Failure => {
  if (statusCode === 413) return { status: 413, code: 'dataSizeExceeded', detail: message, errors: bodyFault(message) }
  if (statusCode < 500)
    return { status: statusCode, code: 'invalidArgument', detail: message, errors: bodyFault(message) }
  return { status: 500, code: 'unknownError', detail: 'the request failed, the log tells why' }
}

const failureOf = (error: FastifyError | HealthError): Failure =>
  error instanceof HealthError ? ofHealthError(error) : ofFastifyError(error)

/** The problem that an error is answered with. */
export const problemOf = (error: FastifyError | HealthError): Problem => {
  const { status, ...failure } = failureOf(error)
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, ...failure }
}

/** Answers a request with the problem that `error` is, and logs what is a bug of ours. */
export const sendProblem = (
  error: FastifyError | HealthError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const problem = problemOf(error)
  if (problem.code === 'unknownError')
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).type(problemType).serializer(JSON.stringify).send(problem)
}
