import { faultNames } from '../../../simulators/faults.js'
import type { WornDevice } from '../../../simulators/watch-messages.js'
import { UsageError } from '../command.js'
import { clientFlags } from '../load-config.js'
import { workoutNamesFor } from './chosen-workout.js'

/** Flags of a device that speaks MQTT; their defaults are applied where it is worn. */
export const mqttFlags = {
  ...clientFlags,
  broker: { type: 'string', description: "another broker than the running daemon's", valueHint: 'url' },
  username: { type: 'string', description: 'for another broker', valueHint: 'name' },
  'password-file': { type: 'string', description: 'for another broker', valueHint: 'file' },
  device: { type: 'string', description: "the device's name over MQTT: sim- and its kind", valueHint: 'name' },
  user: { type: 'string', description: 'who wears it (me); with --count a number is added' },
  count: { type: 'string', description: 'how many, each on a person of its own (1)' },
  minutes: { type: 'string', description: 'length of a workout that is made up (20)', valueHint: 'minutes' },
} as const

/** What is done with such a device on. */
export const workoutFlag = (kind: WornDevice) =>
  ({
    type: 'string',
    default: 'intervals',
    description: `made up: ${workoutNamesFor(kind).join(', ')}; or a recorded .fit or .tcx`,
    valueHint: 'name|file',
  }) as const

/** Flags of every simulated device. */
export const rideFlags = {
  speed: {
    type: 'string',
    default: '1',
    description: 'times real time; over MQTT 0: as fast as acknowledged',
    valueHint: 'factor',
  },
  seed: { type: 'string', default: '1', description: 'the same seed gives the same bytes', valueHint: 'number' },
  faults: { type: 'string', description: `any of ${faultNames.join(',')}`, valueHint: 'list' },
  json: { type: 'boolean', description: 'print a report as JSON' },
} as const

/** Flags of a Bluetooth peripheral. */
export const peripheralFlags = {
  adapter: { type: 'string', description: 'the adapter that serves it: hci0, or its address', valueHint: 'adapter' },
  name: { type: 'string', description: 'what it calls itself in the air', valueHint: 'name' },
  power: { type: 'string', description: 'held by the rider whatever the workout asks for', valueHint: 'W' },
} as const

export const heartRateFlags = {
  'heart-rate': { type: 'string', description: 'held whatever the effort', valueHint: 'count/min' },
  broadcast: { type: 'boolean', description: "tell the heart rate in advertisements too, as Polar's straps do" },
} as const

/** Takes a list of faults apart; a usage error names the one that is not among `known`. */
export function faultsOf<const Name extends string>(text: string | undefined, known: readonly Name[]): readonly Name[] {
  const named = (text ?? '').split(',').filter((name) => name !== '')
  const isKnown = (name: string): name is Name => known.some((each) => each === name)
  const stray = named.find((name) => !isKnown(name))
  if (stray !== undefined) throw new UsageError(`--faults knows ${known.join(', ')}, not ${stray}`)
  return named.filter(isKnown)
}
