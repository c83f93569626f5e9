import { lapLimits } from '../../health/schema/command-fields.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { numberFlag } from '../number-flag.js'
import { activityTypeWord } from './flags.js'
import { locationOf, placeFlags } from './place-flags.js'
import { eventFlags, sendEvent } from './send-event.js'

const metadataOf = (given: string | undefined): Readonly<Record<string, string>> | undefined => {
  if (given === undefined) return undefined
  const entries = given.split(',').map((pair) => pair.split('='))
  if (entries.some(([key, ...value]) => !key || value.length === 0))
    throw new UsageError(`--metadata is such as leg=2,club=TSV, not ${given}`)
  return Object.fromEntries(entries.map(([key, ...value]) => [key, value.join('=')]))
}

/** `vitald workout begin-activity`: the next sport of several, or the next interval. */
export const beginActivityCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'begin-activity',
    summary: 'Begin a sport of several, or an interval; what is left out is as in the workout',
    example: 'vitald workout begin-activity swimming --swimming-location pool --lap-length 25',
    args: {
      ...eventFlags,
      type: { type: 'positional', description: "HealthKit's activity type", required: false },
      ...placeFlags,
      'swimming-location': { type: 'enum', options: ['pool', 'openWater', 'unknown'], description: 'where one swims' },
      'lap-length': { type: 'string', description: 'a lap ends by itself after so far', valueHint: 'metres' },
      metadata: { type: 'string', description: 'notes to keep with it', valueHint: 'key=value,…' },
    },
    async run(args) {
      const length = args['lap-length']
      const configuration = {
        activityType: args.type === undefined ? undefined : activityTypeWord(args.type),
        location: locationOf(args),
        swimmingLocation: args['swimming-location'],
        lapLength: length === undefined ? undefined : numberFlag('lap-length', length, lapLimits),
      }
      const details = { configuration, metadata: metadataOf(args.metadata) }
      await sendEvent({ event: 'beginActivity', name: 'begin-activity', details }, args, ambient)
    },
  })
