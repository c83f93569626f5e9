import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock, RandomBytes } from '../health/clock.js'
import { HealthError } from '../health/error.js'
import type { SourceRevision } from '../health/origin.js'
import type { Documents } from '../store/documents.js'
import { createToken } from './access.js'
import { type Client, type ClientChange, clientSchema, type NewClient, ownerName } from './client.js'

/** The programs that may come in, each by a token of its own. Changes resolve when durable. */
export interface Clients {
  /** Ordered by id. */
  all(): readonly Client[]
  get(client: string): Client | undefined
  /** Lets a program in and tells its token, once. `conflict` when the id is taken, `dataSizeExceeded` after 1,000. */
  create(client: NewClient): Promise<{ readonly client: Client; readonly token: string }>
  /** `notFound` for an unknown one. */
  change(client: string, change: ClientChange): Promise<Client>
  /** Its token is good for nothing from now on; what it saved stays. `notFound`. */
  remove(client: string): Promise<void>
  /** Whose token this is. */
  authenticate(token: string): Client | undefined
  /** Calls `listener` with the id of every client that is sent away. Returns the function that ends it. */
  onRemoval(listener: (client: string) => void): () => void
}

export interface ClientsParts {
  readonly documents: Documents
  readonly clock: Clock
  readonly random: RandomBytes
  /** Whether something else saves under this name. */
  readonly isTaken?: ((name: string) => boolean) | undefined
  /** Told of every revision of a client's source, before the client can save by it. */
  readonly describe?: ((revision: SourceRevision) => Promise<void>) | undefined
}

const kind = 'client'
const clientsMax = 1_000
const recordSchema = clientSchema.extend({ hash: z.string() })
type Record = z.infer<typeof recordSchema>

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const clientOf = ({ hash: _, ...client }: Record): Client => client

const revisionOf = ({ id, version, productType, operatingSystemVersion }: Client): SourceRevision => ({
  source: id,
  version,
  productType,
  operatingSystemVersion,
})

class DocumentClients implements Clients {
  readonly #parts: ClientsParts
  readonly #byId: Map<string, Record>
  readonly #byHash: Map<string, Record>
  readonly #listeners = new Set<(client: string) => void>()

  constructor(parts: ClientsParts) {
    this.#parts = parts
    const records = parts.documents.all(kind).map(({ value }) => recordSchema.parse(value))
    this.#byId = new Map(records.map((record) => [record.id, record]))
    this.#byHash = new Map(records.map((record) => [record.hash, record]))
  }

  all(): readonly Client[] {
    return [...this.#byId.values()].map(clientOf).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  get(client: string): Client | undefined {
    const record = this.#byId.get(client)
    return record && clientOf(record)
  }

  async create({ id, name = id, ...facts }: NewClient): Promise<{ client: Client; token: string }> {
    const isTaken = id === ownerName || this.#byId.has(id) || this.#parts.isTaken?.(id)
    if (isTaken) throw new HealthError('conflict', 'the id is taken', [{ pointer: '/id', message: 'is taken' }])
    if (this.#byId.size >= clientsMax) throw new HealthError('dataSizeExceeded', `more than ${clientsMax} clients`)
    const token = createToken(this.#parts.random)
    const client: Client = { id, name, ...facts, created: this.#parts.clock() }
    await this.#keep({ ...client, hash: hashOf(token) })
    return { client, token }
  }

  async change(client: string, change: ClientChange): Promise<Client> {
    const record = this.#known(client)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const changed: Record = { ...record, ...given }
    await this.#keep(changed)
    return clientOf(changed)
  }

  async remove(client: string): Promise<void> {
    const record = this.#known(client)
    // Whether or not the disk takes it: nobody comes in with this token any more.
    this.#byId.delete(client)
    this.#byHash.delete(record.hash)
    for (const listener of this.#listeners) listener(client)
    await this.#parts.documents.remove(kind, client)
  }

  // The look-up is by hash: how long it takes tells nothing about a token.
  authenticate(token: string): Client | undefined {
    const record = this.#byHash.get(hashOf(token))
    return record && clientOf(record)
  }

  onRemoval(listener: (client: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #known(client: string): Record {
    const record = this.#byId.get(client)
    if (record === undefined) throw new HealthError('notFound', 'there is no such client')
    return record
  }

  async #keep(record: Record): Promise<void> {
    this.#byId.set(record.id, record)
    this.#byHash.set(record.hash, record)
    await Promise.all([this.#parts.describe?.(revisionOf(record)), this.#parts.documents.put(kind, record.id, record)])
  }
}

/** Opens the clients kept in `documents`. Of their tokens only hashes are kept. */
export const openClients = (parts: ClientsParts): Clients => new DocumentClients(parts)
