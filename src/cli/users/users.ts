import type { Ambient } from '../ambient.js'
import { type AnyCommand, group, groupWithDefault } from '../command.js'
import { common } from './flags.js'
import { listCommand, showCommand } from './list.js'
import { addCommand, setCommand } from './write.js'

/** `vitald users`: the people whose health is kept here. */
export const usersCommand = (ambient: Ambient): AnyCommand =>
  groupWithDefault(
    group('users', 'List people, show one, add one, set what is known of them', {
      list: listCommand(ambient),
      show: showCommand(ambient),
      add: addCommand(ambient),
      set: setCommand(ambient),
    }),
    'list',
    common,
  )
