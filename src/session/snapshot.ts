import type { Snapshot } from 'xstate'
import type { Documents } from '../store/documents.js'

const kind = 'session'
const version = 1

/** A session at rest: its machine's snapshot, and the version of this form. */
interface Kept {
  readonly version: number
  readonly snapshot: Snapshot<unknown>
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'snapshot' in value && 'version' in value && value.version === version

/** Keeps the snapshot of a session; resolves once it is durable. */
export const keepSnapshot = (documents: Documents, id: string, snapshot: Snapshot<unknown>): Promise<void> =>
  documents.put(kind, id, { version, snapshot } satisfies Kept)

/** Forgets a session that is over; resolves once that is durable. */
export const dropSnapshot = (documents: Documents, id: string): Promise<void> => documents.remove(kind, id)

/** The snapshots of all sessions that were not over. Throws when one is of another version of the engine. */
export const keptSnapshots = (documents: Documents): readonly Snapshot<unknown>[] =>
  documents.all(kind).map(({ id, value }) => {
    if (!isKept(value)) throw new Error(`the kept session ${id} is not of version ${version}`)
    return value.snapshot
  })
