import type { SessionState } from '../wire.js'

/** What the page can do to a session. */
export type Command = 'start' | 'pause' | 'resume' | 'lap' | 'end' | 'discard'

const commandsByState: Readonly<Record<SessionState, readonly Command[]>> = {
  notStarted: ['start'],
  prepared: ['start', 'discard'],
  running: ['pause', 'lap', 'end', 'discard'],
  paused: ['resume', 'end', 'discard'],
  stopped: ['end', 'discard'],
  ended: ['start'],
}

/** What a session in this state allows; without a session one can be started. */
export const allowedCommands = (state: SessionState | undefined): readonly Command[] =>
  commandsByState[state ?? 'notStarted']

/** Where the key was pressed: in a field that takes text, on a control that takes the space bar, or elsewhere. */
export type KeyPlace = 'field' | 'control' | 'page'

const commandsByKey: Readonly<Record<string, readonly Command[]>> = {
  ' ': ['pause', 'resume'],
  l: ['lap'],
  s: ['start'],
  e: ['end'],
}

/** What a key asks for: a command that the state allows, the help, or nothing. */
export const commandForKey = (
  key: string,
  place: KeyPlace,
  state: SessionState | undefined,
): Command | 'help' | undefined => {
  if (place === 'field' || (place === 'control' && key === ' ')) return undefined
  if (key === '?') return 'help'
  const wanted = commandsByKey[key.toLowerCase()] ?? []
  return allowedCommands(state).find((command) => wanted.includes(command))
}
