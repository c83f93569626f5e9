import type { SnapshotFrom } from 'xstate'
import { HealthError, invalidArgument } from '../health/error.js'
import { type PausedBy, type SessionState, sessionEventNames } from '../health/workout.js'
import type { SessionCommand, SessionContext, sessionMachine } from './machine.js'
import { checkDetails } from './rules/command-rules.js'
import type { SessionEvent } from './sessions.js'

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>

/** HealthKit's name of the state that the machine is in. */
export const stateOf = (snapshot: SessionSnapshot): SessionState => {
  if (snapshot.matches('active')) return snapshot.matches({ active: 'running' }) ? 'running' : 'paused'
  if (snapshot.matches('stopped')) return 'stopped'
  if (snapshot.matches('prepared')) return 'prepared'
  return snapshot.matches('notStarted') ? 'notStarted' : 'ended'
}

/** Who has stopped the timer; undefined in another state than `paused`. */
export const pausedByOf = (snapshot: SessionSnapshot): PausedBy | undefined => {
  if (snapshot.matches({ active: 'paused' })) return 'hand'
  return snapshot.matches({ active: 'standing' }) ? 'motion' : undefined
}

/** The `invalidTransition` that names the state and what it allows from now on. */
const notAllowed = (snapshot: SessionSnapshot): HealthError => {
  const allowed = sessionEventNames.filter((type) => snapshot.can({ type, at: Number.POSITIVE_INFINITY })).join(', ')
  const state = stateOf(snapshot)
  const message = `${state === 'ended' ? 'an' : 'a'} ${state} session allows ${allowed || 'nothing'}`
  return new HealthError('invalidTransition', message, [{ pointer: '/event', message }])
}

/** Throws unless the session's state allows the command and its time lies in the workout. */
export const checkCommand = (snapshot: SessionSnapshot, command: SessionCommand): void => {
  if (!snapshot.can(command)) throw notAllowed(snapshot)
  checkDetails(snapshot.context, command)
  const { start, end } = snapshot.context
  if (command.type === 'start' || end !== undefined || command.at >= start) return
  const message = 'lies before the start of the workout'
  throw invalidArgument(`at ${message}`, [{ pointer: '/at', message }])
}

const isRecorded = ({ events, activities = [] }: SessionContext, { event, at }: SessionEvent): boolean =>
  (event === 'beginActivity' && activities.some(({ start }) => start === at)) ||
  (event === 'endActivity' && activities.some(({ end }) => end === at)) ||
  events.some((known) => known.at === at && (known.event === event || (event === 'next' && known.metadata?.next)))

/** Whether what is asked for happens already: a finish drains first, an end only saves. */
export const isUnderWay = (snapshot: SessionSnapshot, asked: 'end' | 'finish'): boolean =>
  snapshot.matches({ stopped: 'saving' }) || (asked === 'finish' && snapshot.matches({ stopped: 'draining' }))

/** Whether this very event was taken already, because a device sent it again: same event, same `at`. */
export const isReplay = (snapshot: SessionSnapshot, sent: SessionEvent): boolean => {
  const { context } = snapshot
  if (sent.at === undefined) return false
  if (sent.event === 'start') return snapshot.matches('active') && context.start === sent.at
  if (sent.event === 'stop') return context.end === sent.at
  return isRecorded(context, sent)
}

/** What was sent, as the machine takes it; it happens at the `present`, epoch ms, unless it says otherwise. */
export const commandOf = ({ event: type, at, ...details }: SessionEvent, present: number): SessionCommand => ({
  type,
  at: at ?? present,
  ...details,
})

/** When something was asked for. */
export const instantsIn = ({ events, activities = [], collections = [] }: SessionContext): readonly number[] => [
  ...[...events, ...collections].map(({ at }) => at),
  ...activities.flatMap(({ start, end = start }) => [start, end]),
]

/** Whether an event was taken already, or is under way. One whose workout could not be saved is to try again. */
export const isTaken = (snapshot: SessionSnapshot, sent: SessionEvent, isKnown: boolean): boolean => {
  if (isReplay(snapshot, sent)) return true
  if (sent.event !== 'end' && sent.event !== 'finish') return isKnown
  return isUnderWay(snapshot, sent.event) || (isKnown && snapshot.status !== 'active')
}
