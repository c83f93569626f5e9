import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock, RandomBytes } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { Documents } from '../store/documents.js'
import { ownerName } from './client.js'
import type { Clients } from './clients.js'

/** Who asks: the owner, by the token or by the cookie of a signed-in page, or a program by its own token. */
export interface Principal {
  /** `owner`, or the program's id. */
  readonly name: string
  readonly isOwner: boolean
  readonly by: 'token' | 'cookie'
}

/** What a request shows to be let in. */
export type Credential =
  | { readonly by: 'token'; readonly token: string }
  | { readonly by: 'cookie'; readonly cookie: string }

/** A signed-in page: the cookie's value, and its end in epoch ms. */
interface SignedIn {
  readonly cookie: string
  readonly expires: number
}

/** Who may come in. Only hashes of secrets are kept. */
export interface Access {
  authenticate(credential: Credential): Principal | undefined
  /** A code for one sign-in within 15 minutes. At most 32 wait; a further one takes the oldest's place. */
  issueSignIn(): string
  /** Whether this code would sign in now. */
  awaits(code: string): boolean
  /** Uses the code up; resolves when the session is durable. `unauthenticated` when it is unknown, used or too old. */
  redeem(code: string): Promise<SignedIn>
}

export interface AccessParts {
  readonly documents: Documents
  /** The owner's token. */
  readonly token: string
  /** The programs that may come in besides. */
  readonly clients?: Pick<Clients, 'authenticate'> | undefined
  readonly clock: Clock
  readonly random: RandomBytes
}

const kind = 'pageSession'
const codesMax = 32
const codeMs = 15 * 60_000
const sessionsMax = 256
const sessionMs = 30 * 24 * 3_600_000
const sessionSchema = z.strictObject({ expires: z.number() })

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const key = (secret: string): string => hash(secret).toString('hex')

/** A new secret: 32 random bytes in base64url. */
export const createToken = (random: RandomBytes): string =>
  Buffer.from(random(new Uint8Array(32))).toString('base64url')

class DocumentAccess implements Access {
  readonly #parts: AccessParts
  readonly #token: Buffer
  // Hash of the secret to its end; a map keeps the order of insertion, so the first one is the oldest.
  readonly #codes = new Map<string, number>()
  readonly #sessions: Map<string, number>

  constructor(parts: AccessParts) {
    this.#parts = parts
    this.#token = hash(parts.token)
    const kept = parts.documents.all(kind).map(({ id, value }) => [id, sessionSchema.parse(value).expires] as const)
    this.#sessions = new Map(kept.toSorted((a, b) => a[1] - b[1]))
  }

  authenticate(credential: Credential): Principal | undefined {
    const { by } = credential
    const isOwner = by === 'token' ? this.#isToken(credential.token) : this.#isSession(credential.cookie)
    if (isOwner) return { name: ownerName, isOwner, by }
    const client = by === 'token' ? this.#parts.clients?.authenticate(credential.token) : undefined
    return client && { name: client.id, isOwner, by }
  }

  issueSignIn(): string {
    const code = createToken(this.#parts.random)
    for (const oldest of this.#codes.keys()) {
      if (this.#codes.size < codesMax) break
      this.#codes.delete(oldest)
    }
    this.#codes.set(key(code), this.#parts.clock() + codeMs)
    return code
  }

  awaits(code: string): boolean {
    return (this.#codes.get(key(code)) ?? 0) > this.#parts.clock()
  }

  async redeem(code: string): Promise<SignedIn> {
    const isGood = this.awaits(code)
    this.#codes.delete(key(code))
    if (!isGood) throw new HealthError('unauthenticated', 'the sign-in link is used up or too old')
    return this.#begin()
  }

  async #begin(): Promise<SignedIn> {
    const cookie = createToken(this.#parts.random)
    const expires = this.#parts.clock() + sessionMs
    const leaving = this.#leaving()
    for (const id of leaving) this.#sessions.delete(id)
    this.#sessions.set(key(cookie), expires)
    const { documents } = this.#parts
    await Promise.all([
      ...leaving.map((id) => documents.remove(kind, id)),
      documents.put(kind, key(cookie), { expires }),
    ])
    return { cookie, expires }
  }

  /** The sessions that make room for a new one: those that have ended, and the oldest ones beyond the bound. */
  #leaving(): string[] {
    const now = this.#parts.clock()
    const ids = [...this.#sessions.keys()]
    const excess = ids.length - sessionsMax + 1
    return ids.filter((id, index) => index < excess || (this.#sessions.get(id) ?? 0) <= now)
  }

  #isToken(token: string): boolean {
    return timingSafeEqual(hash(token), this.#token)
  }

  // The look-up is by hash: how long it takes tells nothing about a secret.
  #isSession(cookie: string): boolean {
    const expires = this.#sessions.get(key(cookie))
    return expires !== undefined && expires > this.#parts.clock()
  }
}

/** Opens who may come in: the owner by `token`, and the pages whose sessions are kept in `documents`. */
export const openAccess = (parts: AccessParts): Access => new DocumentAccess(parts)
