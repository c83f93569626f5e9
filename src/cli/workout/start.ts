import { lapLimits } from '../../health/schema/command-fields.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { runningWorkout } from '../daemon/ride-progress.js'
import { numberFlag } from '../number-flag.js'
import { namedPlan } from '../plans/named-plan.js'
import { type CollectArgs, collectFlags, collectOf } from './collect-flags.js'
import { activityTypeWord, atFlag, common, instantFlag, personUrl } from './flags.js'
import { locationOf, placeFlags } from './place-flags.js'
import { printAnswer } from './print-answer.js'
import { zonesFlag } from './zones-flag.js'

const usualType = 'cycling'

interface TypeArgs {
  readonly type?: string | undefined
  readonly activity?: string | undefined
}

function typeOf({ type, activity }: TypeArgs): string | undefined {
  if (type !== undefined && activity !== undefined && type !== activity)
    throw new UsageError(`a workout is either ${type} or ${activity}`)
  const given = type ?? activity
  return given === undefined ? undefined : activityTypeWord(given)
}

type LapFlag = 'lap-length' | 'lap-time'

const lapOf = (name: LapFlag, args: { readonly [Name in LapFlag]?: string | undefined }): number | undefined => {
  const given = args[name]
  return given === undefined ? undefined : numberFlag(name, given, lapLimits)
}

interface SetupArgs extends CollectArgs {
  readonly 'lap-length'?: string | undefined
  readonly 'lap-time'?: string | undefined
  readonly zones?: string | undefined
  readonly 'auto-pause'?: boolean | undefined
  readonly 'auto-start'?: boolean | undefined
  readonly prepare?: boolean | undefined
  readonly 'on-conflict'?: string | undefined
  readonly 'take-over'?: boolean | undefined
}

/** What a new workout is to be besides its kind and its plan. */
function setupOf(args: SetupArgs) {
  const [lapLength, lapTime] = [lapOf('lap-length', args), lapOf('lap-time', args)]
  if (lapLength !== undefined && lapTime !== undefined)
    throw new UsageError('a lap ends by --lap-length or by --lap-time, not by both')
  return {
    ...{ lapLength, lapTime, zones: zonesFlag(args.zones), collect: collectOf(args) },
    ...{ autoPause: args['auto-pause'], autoStart: args['auto-start'], prepare: args.prepare || undefined },
    ...{ onConflict: args['on-conflict'], takeOver: args['take-over'] || undefined },
  }
}

/** Whether all that was said is true of a workout; undefined is nothing said. */
const isOf = (running: object, said: object): boolean =>
  Object.entries(said).every(([name, value]) => value === undefined || Reflect.get(running, name) === value)

/** `vitald workout start`: a new workout, or the prepared one. */
export const startCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'start',
    summary: 'Start a workout, or the prepared one',
    example:
      'vitald workout start cycling --indoor --lap-length 1000 --collect dietaryWater --no-collect cyclingCadence',
    args: {
      ...common,
      type: { type: 'positional', description: `HealthKit's activity type; ${usualType} if left out`, required: false },
      activity: { type: 'string', description: 'the same as TYPE', valueHint: 'type' },
      ...placeFlags,
      'lap-length': { type: 'string', description: 'a lap ends by itself after so far', valueHint: 'metres' },
      'lap-time': { type: 'string', description: 'a lap ends by itself after so long', valueHint: 'seconds' },
      zones: { type: 'string', description: 'zones of this workout alone', valueHint: 'type=border,…[;…]' },
      ...collectFlags,
      plan: {
        type: 'string',
        description: 'to follow: the id or name of one that is kept, or a file',
        valueHint: 'name|file',
      },
      'auto-pause': {
        type: 'boolean',
        description: 'pause while nothing moves; usual outdoors on a bicycle or running',
      },
      'auto-start': { type: 'boolean', description: 'with --prepare: start when something moves' },
      prepare: { type: 'boolean', description: 'only prepare: nothing is recorded until the next start' },
      'on-conflict': {
        type: 'enum',
        options: ['reject', 'replace', 'parallel'],
        description: 'when one is going on: refuse (default), finish that one first, or run beside it',
      },
      'take-over': { type: 'boolean', description: 'go on with the one that another device began, if there is one' },
      at: atFlag,
    },
    async run(args) {
      const [activityType, location, at] = [typeOf(args), locationOf(args), instantFlag('at', args.at, ambient)]
      const setup = setupOf(args)
      const client = openClient(args, ambient)
      const planned = await namedPlan(args.plan, { client, user: args.user, ambient })
      const running = await runningWorkout(client, args.user)
      // What a prepared one was not prepared with would be lost on it: the daemon refuses that, or does as --on-conflict says.
      const isPrepared = running?.state === 'prepared' && isOf(running, { activityType, location, ...setup, planned })
      const answer = isPrepared
        ? await client.post(personUrl(args.user, `/sessions/${running.id}/events`), { event: 'start', at })
        : await client.post(personUrl(args.user, '/sessions'), {
            ...{ activityType: activityType ?? planned?.activityType ?? usualType, start: at, ...setup },
            ...{ location: location ?? planned?.location, plan: planned?.plan },
          })
      printAnswer(answer, { json: args.json }, ambient)
    },
  })
