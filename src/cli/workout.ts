import { z } from 'zod'
import type { Ambient } from './ambient.js'
import { type AnyCommand, CommandError, command, group } from './command.js'
import { openClient } from './daemon/client.js'
import { liveLine, runningWorkout } from './daemon/ride-progress.js'
import { clientFlags } from './load-config.js'
import { clockTime, printJson } from './text/output.js'
import { workoutFields, workoutText } from './text/workout-text.js'

const common = {
  ...clientFlags,
  user: { type: 'string', default: 'me', description: 'whose' },
  json: { type: 'boolean', description: 'print what the API answers' },
} as const

const said = z.object({ id: z.string(), state: z.string(), elapsed: z.number() })

const print = (answer: unknown, asJson: boolean | undefined, ambient: Ambient): void => {
  if (asJson) {
    printJson(answer, ambient)
    return
  }
  const { state, elapsed, id } = said.parse(answer)
  ambient.out.write(`${state} at ${clockTime(elapsed)} (${id})\n`)
}

const startWorkout = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'start',
    summary: 'Start a workout, or the prepared one',
    example: 'vitald workout start --activity cycling --location indoor',
    args: {
      ...common,
      activity: { type: 'string', default: 'cycling', description: "HealthKit's activity type" },
      location: { type: 'enum', options: ['indoor', 'outdoor', 'unknown'], default: 'unknown', description: 'where' },
      prepare: { type: 'boolean', description: 'only prepare: nothing is recorded until the next start' },
    },
    async run(args) {
      const client = openClient(args, ambient)
      const running = await runningWorkout(client, args.user)
      const answer =
        running?.state === 'prepared'
          ? await client.post(`/v1/users/${args.user}/sessions/${running.id}/events`, { event: 'start' })
          : await client.post(`/v1/users/${args.user}/sessions`, {
              activityType: args.activity,
              location: args.location,
              ...(args.prepare ? { prepare: true } : {}),
            })
      print(answer, args.json, ambient)
    },
  })

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

const sendEvent = (ambient: Ambient, event: keyof typeof events): AnyCommand =>
  command(ambient, {
    name: event,
    summary: events[event],
    example: `vitald workout ${event}`,
    args: common,
    async run(args) {
      const client = openClient(args, ambient)
      const running = await runningWorkout(client, args.user)
      if (running === undefined) throw new CommandError(`${args.user} has no running workout`)
      print(await client.post(`/v1/users/${args.user}/sessions/${running.id}/events`, { event }), args.json, ambient)
    },
  })

const status = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'status',
    summary: 'Say how the running workout goes',
    example: 'vitald workout status --json',
    args: common,
    async run(args) {
      const client = openClient(args, ambient)
      const running = await runningWorkout(client, args.user)
      if (running === undefined) throw new CommandError(`${args.user} has no running workout`)
      if (args.json) return printJson(await client.get(`/v1/users/${args.user}/sessions/active`), ambient)
      ambient.out.write(`${liveLine(running)}\n`)
    },
  })

const show = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'show',
    summary: 'Show a finished workout: times, averages, laps',
    example: 'vitald workout show 0193b1c2-7a3e-7c55-9d3f-2a1b3c4d5e6f',
    args: { ...common, id: { type: 'positional', description: "the workout's id", required: true } },
    async run(args) {
      const answer = await openClient(args, ambient).get(
        `/v1/users/${args.user}/workouts/${encodeURIComponent(args.id)}`,
      )
      if (args.json) return printJson(answer, ambient)
      ambient.out.write(workoutText(workoutFields.parse(answer)))
    },
  })

/** `vitald workout …`: the session by hand, and the record of one workout. */
export const workoutCommand = (ambient: Ambient): AnyCommand =>
  group('workout', 'Run a workout by hand, or show one', {
    start: startWorkout(ambient),
    ...Object.fromEntries(
      (Object.keys(events) as (keyof typeof events)[]).map((event) => [event, sendEvent(ambient, event)]),
    ),
    status: status(ambient),
    show: show(ambient),
  })
