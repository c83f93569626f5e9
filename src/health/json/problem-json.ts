import { z } from 'zod'
import type { ErrorCode } from '../error.js'

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
  unknownError: 500,
} as const satisfies Record<ErrorCode, number>

/** RFC 9457. `code` is stable; `errors` point at the bad fields of the body, or of the query and the path by name. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
    resync: z.string().optional().meta({ description: 'with `anchorExpired`: how to come to a whole copy again' }),
  })
  .meta({ description: 'What went wrong (RFC 9457).' })
export type Problem = z.infer<typeof problemSchema>
