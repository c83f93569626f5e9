import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorCode, HealthError } from '../health/error.js'
import { type Problem, statusOf } from '../health/json/problem-json.js'

export const problemType = 'application/problem+json'
const faultsMax = 100

/** What is wrong with a request that no route has seen, or `unknownError` for a bug of ours. */
type Failure = Pick<Problem, 'status' | 'detail' | 'errors' | 'resync'> & { readonly code: ErrorCode }

const resync =
  'Read again from the beginning, without an anchor, page by page until `more` is false. Keep what you have until then; afterwards drop every sample that is not in the new copy: it was deleted meanwhile.'

const ofHealthError = ({ code, message, errors }: HealthError): Failure => ({
  status: statusOf[code],
  code,
  detail: message,
  errors:
    errors.length === 0 ? undefined : errors.slice(0, faultsMax).map(({ pointer, message }) => ({ pointer, message })),
  ...(code === 'anchorExpired' ? { resync } : {}),
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

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Answers a request with the problem that `error` is, and logs what is a bug of ours or the storage's doing. */
export const sendProblem = (
  error: FastifyError | HealthError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const problem = problemOf(error)
  if (problem.code === 'unknownError')
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
  if (problem.code === 'databaseInaccessible')
    request.log.warn({ reason: codeOf(error.cause), route: request.routeOptions.url }, 'the storage is away')
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).type(problemType).serializer(JSON.stringify).send(problem)
}
