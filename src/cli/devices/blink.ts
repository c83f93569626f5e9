import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { followEvents } from '../daemon/chore.js'
import { openClient } from '../daemon/client.js'
import { numberFlag } from '../number-flag.js'
import { printJson } from '../text/output.js'
import { common, device, deviceUrl } from './flags.js'
import { withNamed } from './named-device.js'

const text = (value: unknown): string =>
  Object.entries(value ?? {})
    .map(([type, number]) => `${type} ${number}`)
    .join('  ')

/** `vitald devices blink`: what a sensor says now, ours or not, stored nowhere. */
export const blinkCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'blink',
    summary: 'Show what a sensor says now, to tell two apart; nothing is stored',
    example: 'vitald devices blink polar-h10-a1b2 --seconds 5',
    args: {
      ...common,
      device,
      seconds: { type: 'string', default: '10', description: 'for how long', valueHint: '1 to 60' },
    },
    async run(args) {
      const seconds = numberFlag('seconds', args.seconds, { min: 1, max: 60 })
      const client = openClient(args, ambient)
      const chore = { method: 'POST', path: deviceUrl(args.device, '/blink'), body: { seconds } } as const
      const values: unknown[] = []
      const show = (event: string | undefined, value: unknown): void => {
        if (event !== 'value') return
        if (args.json) values.push(value)
        else ambient.out.write(`${text(value)}\n`)
      }
      await withNamed(client, args.device, () => followEvents(client, chore, show))
      if (args.json) printJson(values, ambient)
    },
  })

/** `vitald devices zero-offset`: calibrates a power meter. */
export const zeroOffsetCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'zero-offset',
    summary: 'Set the zero offset of a power meter: unclip, crank at rest',
    example: 'vitald devices zero-offset assioma-7d20',
    args: { ...common, device },
    async run(args) {
      const client = openClient(args, ambient)
      const url = deviceUrl(args.device, '/zero-offset')
      const answer = await withNamed(client, args.device, () => client.post(url, undefined))
      if (args.json) return printJson(answer, ambient)
      const offset = answer !== null && typeof answer === 'object' && 'offset' in answer ? answer.offset : undefined
      ambient.out.write(`the zero offset is set${offset === undefined ? '' : `: ${offset}`}\n`)
    },
  })
