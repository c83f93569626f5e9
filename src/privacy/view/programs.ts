import { HealthError } from '../../health/error.js'
import type { Grants } from '../../health/permission/grant.js'
import type { Reading } from '../../health/sample.js'
import type { HealthStore } from '../../store/health-store.js'
import type { Audit } from '../audit.js'
import { type Authorization, checkShare } from '../authorization.js'
import { auditedStore, type Note, noted } from './audited-store.js'
import { authorizedStore } from './authorized-store.js'
import { checkSource, typesIn } from './authorized-writes.js'

/** Readings that are to be saved, and the workout that they are to be added to. */
export interface Saving {
  readonly user: string
  readonly readings: readonly Reading[]
  readonly workout?: string | undefined
}

/** What a program that came in by its token has before it. */
export interface Program {
  /** The client's id, which is the source of what it saves. */
  readonly name: string
  /** The store as it may use it. */
  readonly store: HealthStore
  /** What it may do with a person's data at this moment. */
  grants(user: string): Grants
  /** Saves its readings by `save` when it may, which is written down; `authorizationDenied` and its like otherwise. */
  saving<Result>(wanted: Saving, save: () => Promise<Result>): Promise<Result>
  readonly note: Note
}

export interface ProgramParts {
  readonly store: HealthStore
  readonly authorization: Authorization
  readonly audit: Audit
}

/** Opens what the program `client` has before it. */
export function openProgram({ store, authorization, audit }: ProgramParts, client: string): Program {
  const grants = (user: string): Grants => authorization.grants(user, client)
  const note: Note = (user, action, types = []) => audit.note({ client, user, action, types: [...types] })
  return {
    name: client,
    store: auditedStore(authorizedStore({ store, grantsOf: grants }), note),
    grants,
    saving: ({ user, readings, workout }, save) =>
      noted(
        (action) => note(user, action, typesIn(readings)),
        'save',
        async () => {
          checkSource(client, readings)
          checkShare(grants(user), typesIn(readings))
          if (workout !== undefined && (await store.find(user, workout))?.source !== client)
            throw new HealthError('notFound', 'there is no such workout')
          return save()
        },
      ),
    note,
  }
}
