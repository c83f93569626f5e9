import type { LiveWorkout, SessionState } from '../wire.js'

/** What the page can do to a session. */
export type Command = 'start' | 'pause' | 'resume' | 'lap' | 'segment' | 'marker' | 'next' | 'finish' | 'discard'

/** What decides which commands there are. */
export type Commandable = Pick<LiveWorkout, 'state' | 'plan'>

const commandsByState: Readonly<Record<SessionState, readonly Command[]>> = {
  notStarted: ['start'],
  prepared: ['start', 'discard'],
  running: ['pause', 'lap', 'segment', 'marker', 'next', 'finish', 'discard'],
  paused: ['resume', 'finish', 'discard'],
  stopped: ['finish', 'discard'],
  ended: ['start'],
}

/** What a session allows in its state, a next step only while a plan has steps left; without a session one can be started. */
export const allowedCommands = (session: Commandable | null): readonly Command[] =>
  commandsByState[session?.state ?? 'notStarted'].filter(
    (command) => command !== 'next' || session?.plan?.step !== undefined,
  )

/** Where the key was pressed: in a field that takes text, on a control that takes the space bar, or elsewhere. */
export type KeyPlace = 'field' | 'control' | 'page'

const commandsByKey: Readonly<Record<string, readonly Command[]>> = {
  ' ': ['pause', 'resume'],
  l: ['lap'],
  n: ['next'],
  m: ['marker'],
  g: ['segment'],
  s: ['start'],
  e: ['finish'],
}

/** What a key asks for: a command that the session allows, the help, or nothing. */
export const commandForKey = (
  key: string,
  place: KeyPlace,
  session: Commandable | null,
): Command | 'help' | undefined => {
  if (place === 'field' || (place === 'control' && key === ' ')) return undefined
  if (key === '?') return 'help'
  const wanted = commandsByKey[key.toLowerCase()] ?? []
  return allowedCommands(session).find((command) => wanted.includes(command))
}
