import type { z } from 'zod'
import type { ObjectTypeName } from '../health/permission/object-type.js'
import { paramsOf } from '../health/person/params.js'
import { type AuditEntryJson, auditEntryJsonSchema } from '../http/audit-json.js'
import {
  type AuthorizationJson,
  authorizationJsonSchema,
  type decisionsBodySchema,
  type requestBodySchema,
} from '../http/authorization-json.js'
import type { Scope } from './reads.js'
import { pageOf } from './transport/page.js'
import { pathOf } from './transport/transport.js'

/** What the owner decides, by type: `share`, `read`, and since when a reader may know. */
export type AuthorizationDecisions = z.input<typeof decisionsBodySchema>['types']
/** The types that a program asks for. */
export type AuthorizationRequest = z.input<typeof requestBodySchema>

/** What programs may do with a person's data, and what they did. */
export interface ClientAuthorization {
  /** What a program may share; what it may read is told to the owner alone. */
  get(client: string, types?: readonly ObjectTypeName[]): Promise<AuthorizationJson>
  /** The owner's decision, all of it anew: what is left out is not determined. */
  decide(client: string, types: AuthorizationDecisions): Promise<AuthorizationJson>
  /** A program asks; the answer does not say whether it is given. */
  request(client: string, types: AuthorizationRequest): Promise<AuthorizationJson>
  /** Who read, saved and deleted which types, newest first. For the owner alone. */
  audit(query?: { readonly client?: string; readonly limit?: number }): Promise<readonly AuditEntryJson[]>
}

const auditSchema = pageOf(auditEntryJsonSchema)

export const clientAuthorization = ({ transport: { ask }, user }: Scope): ClientAuthorization => {
  const pathTo = (client: string): string => pathOf`/v1/users/${user}/authorization/${client}`
  return {
    get: async (client, types) =>
      ask({ path: pathTo(client), query: paramsOf({ type: types }) }, authorizationJsonSchema),
    decide: (client, types) => ask({ method: 'PUT', path: pathTo(client), body: { types } }, authorizationJsonSchema),
    request: (client, types) => ask({ method: 'POST', path: pathTo(client), body: types }, authorizationJsonSchema),
    audit: async (query = {}) =>
      (await ask({ path: pathOf`/v1/users/${user}/audit`, query: paramsOf({ ...query }) }, auditSchema)).items,
  }
}
