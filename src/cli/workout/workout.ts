import type { Ambient } from '../ambient.js'
import { type AnyCommand, group } from '../command.js'
import { beginActivityCommand } from './begin-activity.js'
import { collectCommand } from './collect.js'
import { eventCommands } from './events.js'
import { showCommand } from './show.js'
import { startCommand } from './start.js'
import { statusCommand } from './status.js'

/** `vitald workout …`: the session by hand, and the record of one workout. */
export const workoutCommand = (ambient: Ambient): AnyCommand =>
  group('workout', 'Run a workout by hand, or show one', {
    start: startCommand(ambient),
    ...eventCommands(ambient),
    'begin-activity': beginActivityCommand(ambient),
    collect: collectCommand(ambient),
    status: statusCommand(ambient),
    show: showCommand(ambient),
  })
