import type { Ambient } from '../ambient.js'
import { type AnyCommand, group, groupWithDefault } from '../command.js'
import { blinkCommand, zeroOffsetCommand } from './blink.js'
import { common } from './flags.js'
import { listCommand } from './list.js'
import { addCommand, assignCommand, forgetCommand } from './own.js'
import { pairCommand } from './pair.js'
import { scanCommand } from './scan.js'
import { setCommand } from './set.js'

/** `vitald devices`: what is known, near and ours. */
export const devicesCommand = (ambient: Ambient): AnyCommand =>
  groupWithDefault(
    group('devices', 'List devices, find and pair sensors, register others, give them to a person', {
      list: listCommand(ambient),
      scan: scanCommand(ambient),
      pair: pairCommand(ambient),
      add: addCommand(ambient),
      assign: assignCommand(ambient),
      forget: forgetCommand(ambient),
      set: setCommand(ambient),
      blink: blinkCommand(ambient),
      'zero-offset': zeroOffsetCommand(ambient),
    }),
    'list',
    common,
  )
