import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { openClient } from '../daemon/client.js'
import { numberFlag } from '../number-flag.js'
import { printJson } from '../text/output.js'
import { camelCase } from '../text/words.js'
import { common, device, deviceUrl } from './flags.js'
import { withNamed } from './named-device.js'

const switches = {
  'without-heartbeats': 'its intervals between beats are made up from the rate: keep none',
  'accept-without-contact': 'take heart rates also while it says that it has no skin contact',
  bond: 'pair with it when it is connected; few sensors want that',
  'broadcast-only': 'take its heart rate from advertisements alone, never connect',
  control: 'let trainer commands control it',
} as const
type Switch = keyof typeof switches

const switchFlags = Object.fromEntries(
  Object.entries(switches).map(([name, description]) => [name, { type: 'boolean', description }]),
) as Readonly<Record<Switch, { readonly type: 'boolean'; readonly description: string }>>

const [wheelMin, wheelMax] = [130, 3_000]
const back = 'default'

const wheelOf = (text: string): number | null =>
  text === back ? null : numberFlag('wheel-circumference', text, { min: wheelMin, max: wheelMax })

/** What the flags say, as a merge patch: `null` takes a setting back to its default. */
function patchOf(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const wheel = args['wheel-circumference']
  const cadence = args['running-cadence']
  const said = Object.keys(switches).flatMap((name) => {
    const value = args[name] ?? args[camelCase(name)]
    return typeof value === 'boolean' ? [[camelCase(name), value] as const] : []
  })
  return {
    ...Object.fromEntries(said),
    ...(typeof wheel === 'string' ? { wheelCircumference: wheelOf(wheel) } : {}),
    ...(typeof cadence === 'string' ? { runningCadence: cadence === back ? null : cadence } : {}),
  }
}

/** `vitald devices set`: what a person says about a sensor. */
export const setCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'set',
    summary: 'Say something about a sensor: its wheel, its quirks, whether it may be controlled',
    example: 'vitald devices set wahoo-speed-3c1f --wheel-circumference 2096',
    args: {
      ...common,
      device,
      'wheel-circumference': { type: 'string', description: `mm, or \`${back}\`: 2105`, valueHint: 'mm' },
      'running-cadence': {
        type: 'enum',
        options: ['perFoot', 'bothFeet', back],
        description: 'what its running cadence counts',
      },
      ...switchFlags,
    },
    async run(args) {
      const settings = patchOf(args)
      if (Object.keys(settings).length === 0)
        throw new UsageError('say what to set, such as --wheel-circumference 2096')
      const client = openClient(args, ambient)
      const answer = await withNamed(client, args.device, () => client.patch(deviceUrl(args.device), { settings }))
      if (args.json) return printJson(answer, ambient)
      ambient.out.write(`${args.device} is set\n`)
    },
  })
