import { z } from 'zod'
import { HealthError, invalidArgument } from '../health/error.js'
import { type Grants, isGrantable, isShareable, type ShareStatus } from '../health/permission/grant.js'
import { findObjectType, isReadOnlyName, type ObjectTypeName } from '../health/permission/object-type.js'
import type { SampleTypeName } from '../health/type.js'
import type { Documents } from '../store/documents.js'

const shareStatuses = ['notDetermined', 'sharingDenied', 'sharingAuthorized'] as const satisfies readonly ShareStatus[]
const readStatuses = ['notDetermined', 'denied', 'authorized'] as const

/** What was decided about one type. `since` is epoch ms: samples that end before it stay unknown to the reader. */
const decisionSchema = z.strictObject({
  share: z.enum(shareStatuses).optional(),
  read: z.enum(readStatuses).optional(),
  since: z.number().optional(),
})
export type Decision = z.infer<typeof decisionSchema>

/** Decisions by type; what is left out is not determined. */
export type Decisions = Readonly<Partial<Record<ObjectTypeName, Decision>>>

/** What a program asks to be let do. */
export interface Request {
  readonly share: readonly SampleTypeName[]
  readonly read: readonly ObjectTypeName[]
}

interface Ruling {
  readonly user: string
  readonly client: string
  readonly types: Decisions
  readonly requested: Request
}

/** What each program may do with each person's data. Changes hold at once and resolve when durable. */
export interface Authorization {
  grants(user: string, client: string): Grants
  decisions(user: string, client: string): Decisions
  /** What it asked for that nobody has decided. */
  requested(user: string, client: string): Request
  /** Puts these decisions in place of all before. `invalidArgument` for a type that cannot be asked for. */
  decide(user: string, client: string, decisions: Decisions): Promise<void>
  /** Notes what a program asks for; of what is decided already nothing is noted. `invalidArgument` as above. */
  request(user: string, client: string, request: Request): Promise<void>
  /** Forgets all about a program. */
  forget(client: string): Promise<void>
  /** Forgets all about a person. */
  forgetUser(user: string): Promise<void>
  /** Calls `listener` as soon as other decisions hold about a person and a program. Returns the function that ends it. */
  onChange(listener: (user: string, client: string) => void): () => void
}

const kind = 'authorization'
const typeName = z.custom<ObjectTypeName>((name) => typeof name === 'string' && findObjectType(name) === name)
const rulingSchema = z.object({
  user: z.string(),
  client: z.string(),
  types: z.partialRecord(typeName, decisionSchema),
  requested: z.object({ share: z.array(typeName), read: z.array(typeName) }),
})

const idOf = (user: string, client: string): string => `${user}/${client}`

const fault = (pointer: string, message: string) => ({ pointer, message })

const decisionFaults = (type: ObjectTypeName, { share = 'notDetermined', read, since }: Decision) => {
  const at = `/types/${type}`
  if (!isGrantable(type)) return [fault(at, 'is authorized by the types it is made of')]
  const isWrong = share !== 'notDetermined' && !isShareable(type)
  const isIdle = since !== undefined && read !== 'authorized'
  return [
    ...(isWrong ? [fault(`${at}/share`, 'is read-only: such samples are made by the system')] : []),
    ...(since !== undefined && isReadOnlyName(type) ? [fault(`${at}/since`, 'limits samples alone')] : []),
    ...(isIdle ? [fault(`${at}/since`, 'limits what may not be read')] : []),
  ]
}

const checkDecisions = (decisions: Decisions): void => {
  const errors = Object.entries(decisions).flatMap(([type, decision]) =>
    decisionFaults(type as ObjectTypeName, decision),
  )
  if (errors.length > 0) throw invalidArgument('a type cannot be authorized so', errors)
}

const checkRequest = ({ share, read }: Request): void => {
  const errors = [
    ...share.flatMap((type, at) => (isShareable(type) ? [] : [fault(`/share/${at}`, 'cannot be shared')])),
    ...read.flatMap((type, at) =>
      isGrantable(type) ? [] : [fault(`/read/${at}`, 'is authorized by the types it is made of')],
    ),
  ]
  if (errors.length > 0) throw invalidArgument('a type cannot be asked for', errors)
}

const isOpen = (status: string | undefined): boolean => status === undefined || status === 'notDetermined'

/** What of a request is not decided, each type once. */
const undecided = ({ share, read }: Request, types: Decisions): Request => ({
  share: [...new Set(share)].filter((type) => isOpen(types[type]?.share)),
  read: [...new Set(read)].filter((type) => isOpen(types[type]?.read)),
})

class DocumentAuthorization implements Authorization {
  readonly #documents: Documents
  readonly #rulings: Map<string, Ruling>
  readonly #listeners = new Set<(user: string, client: string) => void>()

  constructor(documents: Documents) {
    this.#documents = documents
    const rulings = documents.all(kind).map(({ value }) => rulingSchema.parse(value) as Ruling)
    this.#rulings = new Map(rulings.map((ruling) => [idOf(ruling.user, ruling.client), ruling]))
  }

  // Asked anew at every question, so that a change holds for what is going on too.
  grants(user: string, client: string): Grants {
    const decision = (type: ObjectTypeName) => this.#rulings.get(idOf(user, client))?.types[type]
    return {
      client,
      share: (type) => decision(type)?.share ?? 'notDetermined',
      readFrom: (type) => {
        const { read, since } = decision(type) ?? {}
        return read === 'authorized' ? (since ?? Number.NEGATIVE_INFINITY) : undefined
      },
    }
  }

  decisions(user: string, client: string): Decisions {
    return this.#ruling(user, client).types
  }

  requested(user: string, client: string): Request {
    return this.#ruling(user, client).requested
  }

  async decide(user: string, client: string, types: Decisions): Promise<void> {
    checkDecisions(types)
    const { requested } = this.#ruling(user, client)
    const kept = this.#keep({ user, client, types: { ...types }, requested: undecided(requested, types) })
    this.#tell(user, client)
    await kept
  }

  async request(user: string, client: string, request: Request): Promise<void> {
    checkRequest(request)
    const { types, requested } = this.#ruling(user, client)
    const all = { share: [...requested.share, ...request.share], read: [...requested.read, ...request.read] }
    await this.#keep({ user, client, types, requested: undecided(all, types) })
  }

  async forget(client: string): Promise<void> {
    await this.#remove((ruling) => ruling.client === client)
  }

  async forgetUser(user: string): Promise<void> {
    await this.#remove((ruling) => ruling.user === user)
  }

  onChange(listener: (user: string, client: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(user: string, client: string): void {
    for (const listener of this.#listeners) listener(user, client)
  }

  #ruling(user: string, client: string): Ruling {
    return this.#rulings.get(idOf(user, client)) ?? { user, client, types: {}, requested: { share: [], read: [] } }
  }

  async #keep(ruling: Ruling): Promise<void> {
    const id = idOf(ruling.user, ruling.client)
    this.#rulings.set(id, ruling)
    await this.#documents.put(kind, id, ruling)
  }

  async #remove(isMeant: (ruling: Ruling) => boolean): Promise<void> {
    const meant = [...this.#rulings].filter(([, ruling]) => isMeant(ruling))
    for (const [id] of meant) this.#rulings.delete(id)
    for (const [, { user, client }] of meant) this.#tell(user, client)
    await Promise.all(meant.map(([id]) => this.#documents.remove(kind, id)))
  }
}

/** Opens the decisions kept in `documents`. */
export const openAuthorization = (documents: Documents): Authorization => new DocumentAuthorization(documents)

/** Fails unless a program may share, that is save and delete, samples of all these types (semantics § 2.3). */
export function checkShare(grants: Grants, types: Iterable<SampleTypeName>): void {
  const statuses = new Map([...types].map((type) => [type, grants.share(type)] as const))
  const of = (status: ShareStatus) => [...statuses].flatMap(([type, share]) => (share === status ? [type] : []))
  const refuse = (code: 'authorizationDenied' | 'authorizationNotDetermined', message: string, named: string[]) =>
    new HealthError(code, `${message}: ${named.join(', ')}`)
  const denied = of('sharingDenied')
  if (denied.length > 0) throw refuse('authorizationDenied', 'sharing is denied', denied)
  const open = of('notDetermined')
  if (open.length > 0) throw refuse('authorizationNotDetermined', 'sharing was not decided', open)
}
