import { z } from 'zod'
import { findObjectType, type ObjectTypeName } from '../health/permission/object-type.js'
import { instantField } from '../health/schema/command-fields.js'
import { isoTime } from '../health/time.js'
import type { Authorization, Decision, Decisions } from '../privacy/authorization.js'
import { listOf, typeName } from './query.js'

/** The name of a sample type, a characteristic or `activitySummary`, or its full HealthKit identifier. */
const objectTypeName = z.string().transform((text, context): ObjectTypeName => {
  const name = findObjectType(text)
  if (name !== undefined) return name
  context.addIssue({ code: 'custom', message: 'is not a type' })
  return z.NEVER
})

const share = z.enum(['notDetermined', 'sharingDenied', 'sharingAuthorized'])
const read = z.enum(['notDetermined', 'denied', 'authorized'])
const since = 'samples that end before it stay unknown to the reader'

/** What the owner decides: by type, and all of it anew. */
export const decisionsBodySchema = z.strictObject({
  types: z.record(
    z.string().pipe(objectTypeName),
    z.strictObject({
      share: share.optional(),
      read: read.optional(),
      since: instantField.optional().meta({ description: since }),
    }),
  ),
})

/** What a program asks for. */
export const requestBodySchema = z.strictObject({
  share: z.array(typeName).max(1_000).optional(),
  read: z.array(objectTypeName).max(1_000).optional(),
})

/** Which types to answer about; those that are decided when left out. */
export const typesQuerySchema = z.strictObject({ type: listOf(objectTypeName).optional() })

const decisionJsonSchema = z.strictObject({
  share,
  read: read.optional().meta({ description: 'told to the owner alone' }),
  since: z.iso.datetime().optional().meta({ description: since }),
})

/** What was decided, by type. */
export const authorizationJsonSchema = z.strictObject({
  client: z.string(),
  types: z.record(z.string(), decisionJsonSchema),
  requested: z
    .strictObject({ share: z.array(z.string()), read: z.array(z.string()) })
    .meta({ description: 'what the program asked for and nobody has decided' }),
})
export type AuthorizationJson = z.infer<typeof authorizationJsonSchema>

const sinceJson = ({ since: at }: Decision) => (at === undefined ? {} : { since: isoTime(at) })

const forOwner = (decision: Decision) => ({
  share: decision.share ?? 'notDetermined',
  read: decision.read ?? 'notDetermined',
  ...sinceJson(decision),
})

// Whether reading was denied is never told to the reader. Where its history begins is (limited history, § 2.2).
const forProgram = (decision: Decision) => ({ share: decision.share ?? 'notDetermined', ...sinceJson(decision) })

/** Whose decisions, about whom, and who asks. */
export interface AuthorizationAsked {
  readonly user: string
  readonly client: string
  readonly isOwner: boolean
  readonly types?: readonly ObjectTypeName[] | undefined
}

/** What was decided, as who asks may know it. To a program, a request for reading stays open whatever was decided. */
export const authorizationJson = (authorization: Authorization, asked: AuthorizationAsked): AuthorizationJson => {
  const { user, client, isOwner, types } = asked
  const decisions: Decisions = authorization.decisions(user, client)
  const decided = Object.keys(decisions) as ObjectTypeName[]
  const isTold = (type: ObjectTypeName): boolean => isOwner || types !== undefined || isKnown(decisions[type])
  const told = (types ?? decided).filter(isTold)
  const one = isOwner ? forOwner : forProgram
  const { share: shared, read: reading } = authorization.requested(user, client)
  return {
    client,
    types: Object.fromEntries(told.map((type) => [type, one(decisions[type] ?? {})])),
    requested: { share: [...shared], read: isOwner ? [...reading] : [] },
  }
}

/** Whether a program may know that something was decided. */
const isKnown = ({ share: shared = 'notDetermined', since: at }: Decision = {}): boolean =>
  shared !== 'notDetermined' || at !== undefined
