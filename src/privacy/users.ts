import type { Clock } from '../health/clock.js'
import { HealthError, invalidArgument } from '../health/error.js'
import { faults } from '../health/schema/faults.js'
import type { Documents } from '../store/documents.js'
import { mergePatch } from './merge-patch.js'
import { type History, historicFacts, historySchema, type NewUser, type Profile, profileSchema } from './profile.js'

/** A person whose health is kept here. */
export interface User extends Profile {
  readonly id: string
  /** Former and present values of the facts that change. */
  readonly history: History
}

/** The people. Changes resolve when durable. */
export interface Users {
  get(user: string): User | undefined
  /** Ordered by id. */
  all(): readonly User[]
  /** `conflict` when the id is taken. */
  create(user: NewUser): Promise<User>
  /** A JSON merge patch (RFC 7396) of the profile: what is not named stays, `null` removes. `notFound`, `invalidArgument`. */
  patch(user: string, change: unknown): Promise<User>
  /** Forgets the profile, not the samples. `notFound`. */
  remove(user: string): Promise<void>
  /** Calls `listener` with every user that is made or changed. Returns the function that ends it. */
  subscribe(listener: (user: User) => void): () => void
}

export interface UsersParts {
  readonly documents: Documents
  readonly clock: Clock
  /** The zone of a user who names none; UTC when left out. */
  readonly timeZone?: string | undefined
}

const kind = 'user'
const historyMax = 1_000
const storedSchema = profileSchema.extend({ history: historySchema })

const parseProfile = (input: unknown): Profile => {
  const parsed = profileSchema.safeParse(input)
  if (!parsed.success) throw invalidArgument('the profile is not valid', faults(parsed.error))
  return parsed.data
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The history with every historic fact that `next` has otherwise than `before`, valid from `at` (epoch ms). */
const remember = (before: Partial<User>, next: Profile, at: number): History => {
  const changed = historicFacts.filter((fact) => !isSame(before[fact], next[fact]))
  const entries = changed.map((fact) => {
    const past: readonly unknown[] = before.history?.[fact] ?? []
    return [fact, [...past, { value: next[fact] ?? null, from: at }].slice(-historyMax)]
  })
  return historySchema.parse({ ...before.history, ...Object.fromEntries(entries) })
}

const readUsers = (documents: Documents): Map<string, User> =>
  new Map(documents.all(kind).map(({ id, value }) => [id, { id, ...storedSchema.parse(value) }]))

class DocumentUsers implements Users {
  readonly #parts: UsersParts
  readonly #users: Map<string, User>
  readonly #listeners = new Set<(user: User) => void>()

  constructor(parts: UsersParts) {
    this.#parts = parts
    this.#users = readUsers(parts.documents)
    // The owner of the machine needs no document before there is a fact to keep.
    if (!this.#users.has('me')) this.#users.set('me', { id: 'me', ...this.#defaults('me'), history: {} })
  }

  get(user: string): User | undefined {
    return this.#users.get(user)
  }

  all(): readonly User[] {
    return [...this.#users.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  async create({ id, ...facts }: NewUser): Promise<User> {
    if (this.#users.has(id))
      throw new HealthError('conflict', 'the user id is taken', [{ pointer: '/id', message: 'is taken' }])
    const profile = parseProfile({ ...this.#defaults(id), ...facts })
    return this.#keep({ id, ...profile, history: remember({}, profile, this.#parts.clock()) })
  }

  async patch(user: string, change: unknown): Promise<User> {
    const before = this.#known(user)
    const { id, history, ...facts } = before
    const profile = parseProfile(mergePatch(facts, change))
    return this.#keep({ id, ...profile, history: remember(before, profile, this.#parts.clock()) })
  }

  async remove(user: string): Promise<void> {
    this.#known(user)
    this.#users.delete(user)
    await this.#parts.documents.remove(kind, user)
  }

  subscribe(listener: (user: User) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #defaults(id: string): Pick<Profile, 'name' | 'timeZone'> {
    return { name: id, timeZone: this.#parts.timeZone ?? 'UTC' }
  }

  #known(user: string): User {
    const known = this.#users.get(user)
    if (known === undefined) throw new HealthError('notFound', 'there is no such user')
    return known
  }

  async #keep(user: User): Promise<User> {
    const { id, ...value } = user
    this.#users.set(id, user)
    for (const listener of this.#listeners) listener(user)
    await this.#parts.documents.put(kind, id, value)
    return user
  }
}

/** Opens the users kept in `documents`. A user `me` is there from the start. */
export const openUsers = (parts: UsersParts): Users => new DocumentUsers(parts)
