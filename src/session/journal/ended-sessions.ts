import type { LiveWorkout } from '../../health/workout.js'
import type { Documents } from '../../store/documents.js'
import type { CommandIds } from './command-ids.js'

const kind = 'endedSessions'
const sessionsMax = 8

/** What is remembered of a session that is over, for commands that come again. */
export interface EndedSession {
  readonly session: string
  readonly ids: CommandIds
  /** What it was at its end, when no workout was saved that tells. */
  readonly view?: LiveWorkout | undefined
}

const isEnded = (value: unknown): value is EndedSession =>
  typeof value === 'object' && value !== null && 'session' in value && 'ids' in value

const endedOf = (documents: Documents, user: string): readonly EndedSession[] => {
  const value = documents.get(kind, user)
  return Array.isArray(value) ? value.filter(isEnded) : []
}

/** The ended session of a person that took the command with this id; undefined when none of the last few did. */
export const endedSession = (documents: Documents, user: string, id: string): EndedSession | undefined =>
  endedOf(documents, user).find(({ ids }) => ids.includes(id))

/** Remembers the session among the person's last few; one without such commands leaves no trace. Resolves once durable. */
export const keepEnded = async (documents: Documents, user: string, ended: EndedSession): Promise<void> => {
  if (ended.ids.length === 0) return
  const others = endedOf(documents, user).filter(({ session }) => session !== ended.session)
  await documents.put(kind, user, [...others, ended].slice(-sessionsMax))
}
