import type { DeletedSample, Owned, Sample } from '../../src/health/sample.js'
import type { Documents } from '../../src/store/documents.js'
import type { Changes, Commit, HealthStore } from '../../src/store/health-store.js'
import { packed } from './packed.js'

/** A feed in memory: each commit is a place in a list, and anchors are numbers of places. */
export interface FakeFeed extends Pick<HealthStore, 'packedChanges' | 'subscribe' | 'anchor' | 'samples'> {
  add(user: string, ...samples: readonly Sample[]): void
  remove(...deleted: readonly DeletedSample[]): void
  /** The anchors that pages were asked from. */
  readonly asked: (string | undefined)[]
}

type Entry = { readonly added: Owned } | { readonly deleted: DeletedSample }

const isAdded = (entry: Entry): entry is { readonly added: Owned } => 'added' in entry

export function createFakeFeed(): FakeFeed {
  const entries: Entry[] = []
  const listeners = new Set<(commit: Commit) => void>()
  const asked: (string | undefined)[] = []
  const gone = new Set<string>()
  const anchor = () => `${entries.length}`

  const page = (some: readonly Entry[]): Pick<Changes, 'added' | 'deleted'> => ({
    added: some.filter(isAdded).flatMap(({ added }) => (gone.has(added.sample.uuid) ? [] : added)),
    deleted: some.flatMap((entry) => (isAdded(entry) ? [] : entry.deleted)),
  })

  const commit = (some: readonly Entry[]) => {
    entries.push(...some)
    for (const listener of listeners) listener({ ...page(some), anchor: anchor() })
  }

  return {
    asked,
    add: (user, ...samples) => commit(samples.map((sample) => ({ added: { user, sample } }))),
    remove(...deleted) {
      for (const { uuid } of deleted) gone.add(uuid)
      commit(deleted.map((one) => ({ deleted: one })))
    },
    anchor,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async packedChanges({ anchor: from, limit = 1_000 }) {
      asked.push(from)
      const start = Number(from ?? 0)
      const end = Math.min(entries.length, start + limit)
      const { added, deleted } = page(entries.slice(start, end))
      const { samples, columns } = packed(added)
      return { samples, quantities: columns, deleted, anchor: `${end}`, more: end < entries.length }
    },
    async samples(user, { start = -Infinity, end = Infinity, types, sources }) {
      const mine = page(entries).added.filter(({ user: owner }) => owner === user)
      const items = mine
        .map(({ sample }) => sample)
        .filter((sample) => sample.start < end && sample.end >= start)
        .filter(({ type, source }) => (types?.includes(type) ?? true) && (sources?.includes(source) ?? true))
      return { items }
    },
  }
}

export function createFakeDocuments(): Documents {
  const kept = new Map<string, unknown>()
  return {
    get: (kind, id) => kept.get(`${kind}/${id}`),
    all: () => [],
    put: async (kind, id, value) => {
      kept.set(`${kind}/${id}`, value)
    },
    remove: async (kind, id) => {
      kept.delete(`${kind}/${id}`)
    },
  }
}
