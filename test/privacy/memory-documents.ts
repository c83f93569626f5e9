import type { Documents } from '../../src/store/documents.js'

/** Documents that last as long as the test. */
export const memoryDocuments = (): Documents => {
  const kinds = new Map<string, Map<string, unknown>>()
  const of = (kind: string): Map<string, unknown> => {
    const documents = kinds.get(kind) ?? new Map<string, unknown>()
    kinds.set(kind, documents)
    return documents
  }
  return {
    get: (kind, id) => of(kind).get(id),
    all: (kind) => [...of(kind)].map(([id, value]) => ({ id, value })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    // As in the store, what is read back has been through JSON.
    put: async (kind, id, value) => void of(kind).set(id, JSON.parse(JSON.stringify(value))),
    remove: async (kind, id) => void of(kind).delete(id),
  }
}
