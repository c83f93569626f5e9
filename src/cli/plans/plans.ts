import type { Ambient } from '../ambient.js'
import { type AnyCommand, group, groupWithDefault } from '../command.js'
import { common } from '../workout/flags.js'
import { addCommand } from './add.js'
import { exportCommand } from './export.js'
import { listCommand } from './list.js'
import { checkCommand, removeCommand, showCommand } from './show.js'

/** `vitald plans`: planned workouts, those that are kept and those in files. */
export const plansCommand = (ambient: Ambient): AnyCommand =>
  groupWithDefault(
    group('plans', 'Keep planned workouts, show and check them, read and write their files', {
      list: listCommand(ambient),
      show: showCommand(ambient),
      add: addCommand(ambient),
      export: exportCommand(ambient),
      remove: removeCommand(ambient),
      check: checkCommand(ambient),
    }),
    'list',
    common,
  )
