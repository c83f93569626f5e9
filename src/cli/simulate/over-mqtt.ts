import { readFile } from 'node:fs/promises'
import { demoAthlete } from '../../../simulators/athlete.js'
import { faultNames } from '../../../simulators/faults.js'
import { simulatedRide } from '../../../simulators/simulated-ride.js'
import type { WatchReport } from '../../../simulators/watch.js'
import type { WornDevice } from '../../../simulators/watch-messages.js'
import { wornRide } from '../../../simulators/worn-ride.js'
import { isSlug } from '../../health/slug.js'
import type { Ambient } from '../ambient.js'
import { UsageError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { simulatedCredentials } from '../daemon/simulated-credentials.js'
import { numberFlag } from '../number-flag.js'
import { createProgress, printJson } from '../text/output.js'
import { chosenWorkout } from './chosen-workout.js'
import { faultsOf } from './flags.js'

/** What was said of a device over MQTT, as texts. */
export type WornArgs = Readonly<
  Partial<
    Record<'broker' | 'device' | 'user' | 'count' | 'minutes' | 'faults', string | undefined> &
      Record<'json', boolean | undefined>
  >
> &
  Readonly<Record<'workout' | 'speed' | 'seed', string>>

interface Wearer {
  readonly device: string
  readonly user: string
}

const wearersOf = (device: string, user: string, count: number): Wearer[] =>
  count === 1
    ? [{ device, user }]
    : Array.from({ length: count }, (_, index) => ({ device: `${device}-${index + 1}`, user: `${user}-${index + 1}` }))

/** Where a device signs in: a broker that was named, or the running daemon, where it is registered first. */
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

const planOf = (args: WornArgs, kind: WornDevice) => {
  const device = args.device ?? `sim-${kind}`
  if (!isSlug(device)) throw new UsageError('--device is lower-case letters, digits, dots and dashes')
  const count = numberFlag('count', args.count ?? '1', { min: 1, max: 10_000 })
  return {
    wearers: wearersOf(device, args.user ?? 'me', count),
    speed: numberFlag('speed', args.speed, { min: 0, max: 1e6 }),
    seed: numberFlag('seed', args.seed, { min: 0, max: 2 ** 32 - 1 }),
    minutes: numberFlag('minutes', args.minutes ?? '20', { min: 1, max: 1440 }),
    faults: faultsOf(args.faults, faultNames),
  }
}

/** Wears simulated devices over MQTT until their rides are acknowledged, and reports it. */
export async function wearOverMqtt(kind: WornDevice, args: WornArgs, ambient: Ambient): Promise<void> {
  const { wearers, speed, seed, minutes, faults } = planOf(args, kind)
  const chosen = await chosenWorkout(args.workout, kind)
  const now = Math.floor(ambient.clock() / 1000) * 1000
  const door = await openDoor(args, ambient)
  // Its libraries are heavy, and most commands need none of them.
  const { wearRide } = await import('../../../simulators/watch.js')
  const progress = createProgress(ambient)
  const wear = async (wearer: Wearer, index: number): Promise<WatchReport> => {
    const start = speed === 1 ? now : now - minutes * 60_000
    const ride =
      'ride' in chosen
        ? chosen.ride
        : simulatedRide({ ...chosen, minutes, seed: seed + index, start, athlete: demoAthlete })
    return wearRide({
      ...(await door(wearer)),
      ...wearer,
      kind,
      ride: wornRide(ride, kind),
      speed,
      seed: seed + index,
      faults,
      clock: ambient.clock,
      sleep: ambient.sleep,
      onProgress: (share) => {
        if (index === 0) progress.show(`${wearer.device}  ${Math.round(share * 100)} %`)
      },
    })
  }
  const reports = await Promise.all(wearers.map(wear))
  progress.end()
  report(kind, { reports, isJson: args.json === true }, ambient)
}

const plurals: Readonly<Record<WornDevice, string>> = { watch: 'watches', strap: 'straps', trainer: 'trainers' }

const report = (
  kind: WornDevice,
  { reports, isJson }: { readonly reports: readonly WatchReport[]; readonly isJson: boolean },
  ambient: Ambient,
): void => {
  const sum = (of: (one: WatchReport) => number): number => reports.reduce((all, one) => all + of(one), 0)
  if (isJson) printJson({ [plurals[kind]]: reports }, ambient)
  else
    ambient.out.write(
      `${reports.length} ${reports.length === 1 ? kind : plurals[kind]}: ${sum(({ samples }) => samples)} samples in ` +
        `${sum(({ messages }) => messages)} messages, all acknowledged\n`,
    )
}
