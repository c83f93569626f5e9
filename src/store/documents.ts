/** One kept JSON document. */
export interface StoredDocument {
  readonly id: string
  readonly value: unknown
}

/**
 * Small facts that parts keep for themselves as JSON: users, devices, session snapshots, anchors. A part owns its kinds
 * and checks what it reads back. Writes ride in the next group commit.
 */
export interface Documents {
  /** The newest value, those not yet committed included; undefined when there is none. */
  get(kind: string, id: string): unknown
  /** All of a kind, ordered by id, those not yet committed included. */
  all(kind: string): readonly StoredDocument[]
  /** Resolves once the value is durable. */
  put(kind: string, id: string, value: unknown): Promise<void>
  /** Resolves once the removal is durable; harmless when there is nothing. */
  remove(kind: string, id: string): Promise<void>
}
