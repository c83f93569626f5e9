import type { Snapshot } from 'xstate'
import type { Documents } from '../../store/documents.js'
import type { Hole } from '../interruptions/hole.js'
import type { CommandIds } from './command-ids.js'

const kind = 'session'
const version = 1

/** A session at rest: its machine's snapshot, and the ids of the commands that led there. */
export interface KeptSession {
  readonly snapshot: Snapshot<unknown>
  readonly ids?: CommandIds | undefined
  /** When the engine was down and nothing was heard. */
  readonly holes?: readonly Hole[] | undefined
}

const isKept = (value: unknown): value is KeptSession =>
  typeof value === 'object' && value !== null && 'snapshot' in value && 'version' in value && value.version === version

/** Keeps a session; resolves once it is durable. */
export const keepSession = (documents: Documents, id: string, kept: KeptSession): Promise<void> =>
  documents.put(kind, id, { version, ...kept })

/** Forgets a session that is over; resolves once that is durable. */
export const dropSession = (documents: Documents, id: string): Promise<void> => documents.remove(kind, id)

/** All sessions that were not over. Throws when one is of another version of the engine. */
export const keptSessions = (documents: Documents): readonly KeptSession[] =>
  documents.all(kind).map(({ id, value }) => {
    if (!isKept(value)) throw new Error(`the kept session ${id} is not of version ${version}`)
    return value
  })
