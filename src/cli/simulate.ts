import { readFile } from 'node:fs/promises'
import { demoAthlete } from '../../simulators/athlete.js'
import { type FaultName, faultNames } from '../../simulators/faults.js'
import { recordedRide } from '../../simulators/recorded-ride.js'
import type { Ride } from '../../simulators/ride.js'
import { simulatedRide } from '../../simulators/simulated-ride.js'
import { isSlug } from '../health/slug.js'
import type { Ambient } from './ambient.js'
import { type AnyCommand, CommandError, command, group, UsageError } from './command.js'
import { openClient } from './daemon/client.js'
import { simulatedCredentials } from './daemon/simulated-credentials.js'
import { clientFlags } from './load-config.js'
import { numberFlag } from './number-flag.js'
import { createProgress, printJson } from './text/output.js'

const watchArgs = {
  ...clientFlags,
  broker: { type: 'string', description: "another broker than the running daemon's", valueHint: 'url' },
  username: { type: 'string', description: 'for another broker', valueHint: 'name' },
  'password-file': { type: 'string', description: 'for another broker', valueHint: 'file' },
  device: { type: 'string', default: 'sim-watch', description: "the watch's name", valueHint: 'name' },
  user: { type: 'string', default: 'me', description: 'who wears it; with --count a number is added' },
  count: { type: 'string', default: '1', description: 'how many watches, each on a person of its own' },
  workout: { type: 'string', description: 'a recorded .fit or .tcx to wear', valueHint: 'file' },
  minutes: { type: 'string', default: '20', description: 'length of the simulated ride', valueHint: 'minutes' },
  speed: {
    type: 'string',
    default: '1',
    description: 'times real time; 0: as fast as acknowledged',
    valueHint: 'factor',
  },
  seed: { type: 'string', default: '1', description: 'the same seed gives the same bytes', valueHint: 'number' },
  faults: { type: 'string', description: `any of ${faultNames.join(',')}`, valueHint: 'list' },
  json: { type: 'boolean', description: 'print a report as JSON' },
} as const

async function rideFrom(
  file: string | undefined,
  facts: { minutes: number; seed: number; start: number },
): Promise<Ride> {
  if (file === undefined) return simulatedRide({ ...facts, athlete: demoAthlete })
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(`cannot read ${file}: ${error instanceof Error ? error.message : error}`)
  })
  const { parseRecording } = await import('../exchange/read-recordings.js')
  return recordedRide(await parseRecording(bytes))
}

function faultsOf(text: string | undefined): readonly FaultName[] {
  const named = (text ?? '').split(',').filter((name) => name !== '')
  const isFault = (name: string): name is FaultName => faultNames.some((known) => known === name)
  const stray = named.find((name) => !isFault(name))
  if (stray !== undefined) throw new UsageError(`--faults knows ${faultNames.join(', ')}, not ${stray}`)
  return named.filter(isFault)
}

interface Wearer {
  readonly device: string
  readonly user: string
}

const wearersOf = (device: string, user: string, count: number): Wearer[] =>
  count === 1
    ? [{ device, user }]
    : Array.from({ length: count }, (_, index) => ({ device: `${device}-${index + 1}`, user: `${user}-${index + 1}` }))

/** Where a watch signs in: a broker that was named, or the running daemon, where it is registered first. */
async function openDoor(args: Readonly<Record<string, unknown>>, ambient: Ambient) {
  if (typeof args.broker !== 'string') return simulatedCredentials(openClient(args, ambient), args, ambient)
  const file = args['password-file']
  const password = typeof file === 'string' ? (await readFile(file, 'utf8')).trim() : ''
  const url = args.broker
  return async ({ device }: Wearer) => ({
    url,
    username: typeof args.username === 'string' ? args.username : device,
    password,
  })
}

const watch = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'watch',
    summary: 'A simulated watch over MQTT: a made-up ride, or a recorded one',
    example: 'vitald simulate watch --workout ride.fit --speed 0',
    args: watchArgs,
    async run(args) {
      if (!isSlug(args.device)) throw new UsageError(`--device is lower-case letters, digits, dots and dashes`)
      const speed = numberFlag('speed', args.speed, { min: 0, max: 1e6 })
      const seed = numberFlag('seed', args.seed, { min: 0, max: 2 ** 32 - 1 })
      const minutes = numberFlag('minutes', args.minutes, { min: 1, max: 1440 })
      const count = numberFlag('count', args.count, { min: 1, max: 10_000 })
      const faults = faultsOf(args.faults)
      const now = Math.floor(ambient.clock() / 1000) * 1000
      const door = await openDoor(args, ambient)
      // Its libraries are heavy, and most commands need none of them.
      const { wearRide } = await import('../../simulators/watch.js')
      const progress = createProgress(ambient)
      const reports = await Promise.all(
        wearersOf(args.device, args.user, count).map(async (wearer, index) => {
          const ride = await rideFrom(args.workout, {
            minutes,
            seed: seed + index,
            start: speed === 1 ? now : now - minutes * 60_000,
          })
          return wearRide({
            ...(await door(wearer)),
            ...wearer,
            ride,
            speed,
            seed: seed + index,
            faults,
            clock: ambient.clock,
            sleep: ambient.sleep,
            onProgress: (share) => {
              if (index === 0) progress.show(`${wearer.device}  ${Math.round(share * 100)} %`)
            },
          })
        }),
      )
      progress.end()
      if (args.json) return printJson({ watches: reports }, ambient)
      const sum = (of: (report: (typeof reports)[number]) => number): number =>
        reports.reduce((all, one) => all + of(one), 0)
      ambient.out.write(
        `${reports.length} watch${reports.length === 1 ? '' : 'es'}: ${sum(({ samples }) => samples)} samples in ` +
          `${sum(({ messages }) => messages)} messages, all acknowledged\n`,
      )
    },
  })

/** `vitald simulate`: devices that are not there. */
export const simulateCommand = (ambient: Ambient): AnyCommand =>
  group('simulate', 'Simulated devices against any broker', { watch: watch(ambient) })
