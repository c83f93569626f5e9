import type { Api } from '../api.js'
import type { Signals } from '../signals.js'
import type { LiveWorkout } from '../wire.js'
import { allowedCommands, type Command } from './commands.js'

export interface ControlParts {
  readonly api: Api
  readonly signals: Signals
  /** Takes the session as it is after the command. */
  readonly settle: (session: LiveWorkout) => void
  readonly fail: (cause: unknown) => void
}

/** What buttons and keys do to the session: one command at a time, and only what its state allows. */
export const createSessionControl = ({ api, signals, settle, fail }: ControlParts) => {
  const { user, session, busy, problem, choice, dialog } = signals

  const ask = (person: string, command: Command): Promise<LiveWorkout> =>
    session.value ? api.sendEvent(person, session.value.id, command) : api.startSession(person, choice.value)

  const send = async (command: Command): Promise<void> => {
    if (user.value === undefined || busy.value || !allowedCommands(session.value).includes(command)) return
    busy.value = true
    try {
      settle(await ask(user.value, command))
      problem.value = undefined
    } catch (cause) {
      fail(cause)
    } finally {
      busy.value = false
    }
  }
  /** Does what a button or a key asks for; the end is asked for twice. */
  const request = (command: Command): void => {
    if (command === 'finish') dialog.value = 'end'
    else void send(command)
  }
  return { send, request }
}
