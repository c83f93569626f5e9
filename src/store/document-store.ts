import type { GroupCommit } from './commit/group-commit.js'
import type { Documents, StoredDocument } from './documents.js'
import type { DocumentTable } from './sqlite/document-table.js'

/** A write that is not yet durable; `json` undefined for a removal. */
interface Waiting {
  readonly json: string | undefined
}

const parsed = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json))

/** Documents over their table; what waits for a commit is laid over what rests. */
export function createDocuments(table: DocumentTable, commits: Pick<GroupCommit, 'submit'>): Documents {
  const waiting = new Map<string, Map<string, Waiting>>()

  const write = async (kind: string, id: string, json: string | undefined): Promise<void> => {
    const ofKind = waiting.get(kind) ?? new Map<string, Waiting>()
    waiting.set(kind, ofKind)
    const mine = { json }
    ofKind.set(id, mine)
    try {
      const place = { document: kind, id }
      await commits.submit(json === undefined ? { kind: 'remove', ...place } : { kind: 'put', ...place, json })
    } finally {
      // A newer write may wait by now.
      if (ofKind.get(id) === mine) ofKind.delete(id)
    }
  }

  const resting = (kind: string): Map<string, string | undefined> =>
    new Map(table.all(kind).map(({ id, json }) => [id, json]))

  return {
    get: (kind, id) => {
      const newer = waiting.get(kind)?.get(id)
      return parsed(newer ? newer.json : table.get(kind, id))
    },
    all: (kind) => {
      const values = resting(kind)
      for (const [id, { json }] of waiting.get(kind) ?? []) values.set(id, json)
      const present = [...values].flatMap(([id, json]): StoredDocument[] =>
        json === undefined ? [] : [{ id, value: JSON.parse(json) }],
      )
      return present.sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    put: (kind, id, value) => write(kind, id, JSON.stringify(value) ?? 'null'),
    remove: (kind, id) => write(kind, id, undefined),
  }
}
