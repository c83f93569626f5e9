import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, UsageError } from '../command.js'
import { collectedTypeWord } from './collect-flags.js'
import { askSession, eventFlags } from './send-event.js'

interface CollectArgs {
  readonly off?: boolean | undefined
  readonly source?: string | undefined
  readonly device?: string | undefined
}

/** What becomes of the type: it is collected, it is not, or only from there. */
function wishOf({ off, source, device }: CollectArgs): boolean | object {
  if (off && (source ?? device) !== undefined) throw new UsageError('--off is of all sources and devices')
  if (off || (source ?? device) === undefined) return !off
  return { ...(source && { sources: source.split(',') }), ...(device && { devices: device.split(',') }) }
}

/** `vitald workout collect`: what the running workout collects from now on. */
export const collectCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'collect',
    summary: 'Collect a type in the running workout, or not, or only of some sources or devices',
    example: 'vitald workout collect heartRate --device strap',
    args: {
      ...eventFlags,
      type: { type: 'positional', description: 'the type', required: true },
      off: { type: 'boolean', description: 'do not collect it' },
      source: { type: 'string', description: 'only of these', valueHint: 'source[,…]' },
      device: { type: 'string', description: 'only of these', valueHint: 'device[,…]' },
    },
    async run(args) {
      const body = { collect: { [collectedTypeWord(args.type)]: wishOf(args) } }
      await askSession({ name: 'collect', method: 'patch', path: '', body }, args, ambient)
    },
  })
