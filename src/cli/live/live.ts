import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { RefusalError } from '../daemon/refusal.js'
import { clientFlags } from '../load-config.js'
import { workoutFields } from '../text/workout-fields.js'
import { workoutText } from '../text/workout-text.js'
import { Board } from './board.js'
import { followLive } from './follow-live.js'
import { type LiveView, lineView, screenView, silentView } from './views.js'

const drawEveryMs = 250
const retryMs = 1_000

interface Wanted {
  readonly user: string
  readonly json: boolean
  readonly stay: boolean
  readonly connect: () => Client
}

const jsonLine = (event: string | undefined, data: unknown): string => `${JSON.stringify({ event, data })}\n`

const viewOf = (ambient: Ambient, { user, json }: Wanted): LiveView => {
  if (json) return silentView
  return ambient.out.isTerminal && ambient.environment.TERM !== 'dumb'
    ? screenView(ambient, user)
    : lineView(ambient, user)
}

/** Says how a workout ended: its record, or that it was discarded. */
async function tellEnd(id: string, { user, json, connect }: Wanted, { out }: Ambient): Promise<void> {
  try {
    const record = await connect().get(`/v1/users/${encodeURIComponent(user)}/workouts/${id}`)
    out.write(json ? jsonLine('workout', record) : workoutText(workoutFields.parse(record)))
  } catch (error) {
    if (!(error instanceof RefusalError && error.code === 'notFound')) throw error
    out.write(json ? jsonLine('discarded', { id }) : 'the workout was discarded; its samples stay\n')
  }
}

/** Shows what is followed until a workout has ended, for ever with `--stay`, or until the process is to stop. */
async function watch(wanted: Wanted, ambient: Ambient, stop: AbortController): Promise<void> {
  const [board, view] = [new Board(), viewOf(ambient, wanted)]
  const failures: unknown[] = []
  const { connect, user } = wanted
  const retry = () => ambient.sleep(retryMs)
  void ambient.stopRequested.then(() => stop.abort())
  followLive({ connect, user, retry, signal: stop.signal }, (event) => {
    board.take(event, ambient.clock())
    if (wanted.json) ambient.out.write(jsonLine(event.event, event.data))
  }).catch((error: unknown) => failures.push(error))
  try {
    while (!stop.signal.aborted) {
      if (failures.length > 0) throw failures[0]
      const ended = board.takeEnded()
      if (ended !== undefined) {
        view.clear()
        await tellEnd(ended, wanted, ambient)
        if (!wanted.stay) return
      }
      if (board.wasConnected) view.draw(board)
      await ambient.sleep(drawEveryMs)
    }
  } finally {
    view.clear()
    stop.abort()
  }
}

/** `vitald live`: the running workout as it happens. */
export const liveCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'live',
    summary: 'Watch the running workout: values, zones, laps; ends with its summary',
    example: 'vitald live --user me',
    args: {
      ...clientFlags,
      user: { type: 'string', default: 'me', description: 'whose' },
      stay: { type: 'boolean', description: 'wait for the next workout when one has ended' },
      json: { type: 'boolean', description: 'print every change as one line of JSON' },
    },
    run: (args) =>
      watch(
        {
          user: args.user,
          json: args.json === true,
          stay: args.stay === true,
          connect: () => openClient(args, ambient),
        },
        ambient,
        new AbortController(),
      ),
  })
