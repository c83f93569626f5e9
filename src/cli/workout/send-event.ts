import type { SessionEventName } from '../../health/workout.js'
import type { Ambient } from '../ambient.js'
import { CommandError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { RefusalError } from '../daemon/refusal.js'
import { runningWorkout } from '../daemon/ride-progress.js'
import { atFlag, common, instantFlag, personUrl } from './flags.js'
import { printAnswer } from './print-answer.js'

/** What every command takes that says something to a running workout. */
export const eventFlags = {
  ...common,
  session: { type: 'string', description: 'which one, when several run; the newest if left out', valueHint: 'id' },
  at: atFlag,
} as const

interface EventArgs {
  readonly user: string
  readonly session?: string | undefined
  readonly at?: string | undefined
  readonly json?: boolean | undefined
}

/** The error that there is nothing to say it to. */
export const noneRunning = (user: string): CommandError =>
  new CommandError(`no workout of ${user} is running; start one with \`vitald workout start\``)

// The daemon says what the state allows; which workout it is of, it leaves to who asked.
const explained = (error: unknown, event: string): unknown =>
  error instanceof RefusalError && error.code === 'invalidTransition'
    ? new CommandError(`${event} is not possible now: ${error.message}`, { cause: error })
    : error

/** What is said, by what name the terminal calls it, and what becomes of the state in words. */
export interface SaidEvent {
  readonly event: SessionEventName
  readonly name: string
  readonly state?: string | undefined
  readonly details?: object | undefined
}

/** A request to a session: where below it, and what; by what name the terminal calls it. */
interface SessionRequest extends Pick<SaidEvent, 'name' | 'state'> {
  readonly method: 'post' | 'patch'
  readonly path: string
  readonly body: object
}

/** Asks something of the running workout and prints what became of it. */
export async function askSession(request: SessionRequest, args: EventArgs, ambient: Ambient): Promise<void> {
  const { name, method, path, body, state } = request
  const at = instantFlag('at', args.at, ambient)
  const client = openClient({ ...args }, ambient)
  const id = args.session ?? (await runningWorkout(client, args.user))?.id
  if (id === undefined) throw noneRunning(args.user)
  const url = personUrl(args.user, `/sessions/${encodeURIComponent(id)}${path}`)
  const answer = await client[method](url, { at, ...body }).catch((error: unknown) => {
    throw explained(error, name)
  })
  printAnswer(answer, { json: args.json, state }, ambient)
}

/** Says something to the running workout and prints what became of it. */
export const sendEvent = ({ event, details, ...said }: SaidEvent, args: EventArgs, ambient: Ambient): Promise<void> =>
  askSession({ ...said, method: 'post', path: '/events', body: { event, ...details } }, args, ambient)
