import type { Ambient } from '../ambient.js'
import { type AnyCommand, CommandError, command } from '../command.js'
import { type Client, openClient, RefusalError } from '../daemon/client.js'
import { runningWorkout } from '../daemon/ride-progress.js'
import type { LiveFields } from '../text/workout-fields.js'
import { atFlag, common, instantFlag, personUrl } from './flags.js'
import { printAnswer } from './print-answer.js'

const events = {
  pause: 'Pause the workout',
  resume: 'Go on after a pause',
  lap: 'End the lap and begin the next one',
  segment: 'Mark a segment',
  marker: 'Mark a point of interest',
  next: 'Go on to the next step of the plan',
  stop: 'Stop collecting; the last sensor data may still arrive',
  end: 'End the workout and save it',
  discard: 'End the workout and save nothing; its samples stay',
} as const

/** The error that there is nothing to say it to. */
export const noneRunning = (user: string): CommandError =>
  new CommandError(`no workout of ${user} is running; start one with \`vitald workout start\``)

async function knownRunning(client: Client, user: string): Promise<LiveFields> {
  const running = await runningWorkout(client, user)
  if (running === undefined) throw noneRunning(user)
  return running
}

// The daemon says what the state allows; which workout it is of, it leaves to who asked.
const explained = (error: unknown, event: string): unknown =>
  error instanceof RefusalError && error.code === 'invalidTransition'
    ? new CommandError(`${event} is not possible now: ${error.message}`, { cause: error })
    : error

const eventCommand = (ambient: Ambient, event: keyof typeof events): AnyCommand =>
  command(ambient, {
    name: event,
    summary: events[event],
    example: `vitald workout ${event}`,
    args: { ...common, at: atFlag },
    async run(args) {
      const at = instantFlag('at', args.at, ambient)
      const client = openClient(args, ambient)
      const { id } = await knownRunning(client, args.user)
      const answer = await client
        .post(personUrl(args.user, `/sessions/${id}/events`), { event, at })
        .catch((error: unknown) => {
          throw explained(error, event)
        })
      printAnswer(answer, args.json, ambient)
    },
  })

/** `vitald workout pause`, `resume`, `lap` …: what can be said to the running workout, by its name. */
export const eventCommands = (ambient: Ambient): Readonly<Record<string, AnyCommand>> =>
  Object.fromEntries(
    (Object.keys(events) as (keyof typeof events)[]).map((event) => [event, eventCommand(ambient, event)]),
  )
