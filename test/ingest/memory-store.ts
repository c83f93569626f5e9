import { HealthError } from '../../src/health/error.js'
import type { NewSample } from '../../src/health/sample.js'
import type { Documents } from '../../src/store/documents.js'
import type { HealthStore, SaveResult } from '../../src/store/health-store.js'

/** Documents in a map, through JSON as on a disk. `fails` makes every write fail. */
export function memoryDocuments(disk = new Map<string, string>()) {
  const state = { fails: false }
  const key = (kind: string, id: string): string => JSON.stringify([kind, id])
  const write = async (change: () => void): Promise<void> => {
    await Promise.resolve()
    if (state.fails) throw new HealthError('databaseInaccessible', 'the disk is full')
    change()
  }
  const documents: Documents = {
    get: (kind, id) => {
      const text = disk.get(key(kind, id))
      return text === undefined ? undefined : JSON.parse(text)
    },
    all: (kind) =>
      [...disk]
        .map(([name, text]) => ({ name: JSON.parse(name) as [string, string], value: JSON.parse(text) as unknown }))
        .filter(({ name }) => name[0] === kind)
        .map(({ name, value }) => ({ id: name[1], value }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    put: (kind, id, value) => {
      const text = JSON.stringify(value)
      return write(() => disk.set(key(kind, id), text))
    },
    remove: (kind, id) => write(() => disk.delete(key(kind, id))),
  }
  return { documents, state, disk }
}

/** The part of the store that ingest knows: keeps the same device, type and start once, and can be made to fail. */
export function memoryStore(disk = new Map<string, string>()) {
  const { documents, state } = memoryDocuments(disk)
  const saved: { user: string; sample: NewSample }[] = []
  const known = new Map<string, string>()
  let failure: HealthError | undefined
  const identity = (user: string, { device, type, start }: NewSample): string => [user, device, type, start].join(' ')

  const save = async (user: string, samples: readonly NewSample[]): Promise<SaveResult> => {
    await Promise.resolve()
    if (failure !== undefined) throw failure
    const fresh = samples.filter((sample) => !known.has(identity(user, sample)))
    for (const sample of fresh) {
      known.set(identity(user, sample), `uuid-${known.size}`)
      saved.push({ user, sample })
    }
    const uuids = samples.map((sample) => known.get(identity(user, sample)) ?? '')
    return { uuids, stored: fresh.length, duplicates: samples.length - fresh.length }
  }
  const store: Pick<HealthStore, 'save' | 'documents'> = { documents, save }
  return {
    store,
    saved,
    disk,
    failWith: (error: HealthError | undefined): void => {
      failure = error
    },
    failWrites: (fails: boolean): void => {
      state.fails = fails
    },
  }
}
