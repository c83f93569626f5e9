import type { Ambient } from '../ambient.js'
import { type AnyCommand, group } from '../command.js'
import { beginActivityCommand } from './begin-activity.js'
import { collectCommand } from './collect.js'
import { mergeCommand, recomputeCommand, splitCommand } from './editing.js'
import { eventCommands } from './events.js'
import { showCommand } from './show.js'
import { startCommand } from './start.js'
import { statusCommand } from './status.js'

/** `vitald workout …`: the session by hand, and the records of finished workouts. */
export const workoutCommand = (ambient: Ambient): AnyCommand =>
  group('workout', 'Run a workout by hand, or show and edit finished ones', {
    start: startCommand(ambient),
    ...eventCommands(ambient),
    'begin-activity': beginActivityCommand(ambient),
    collect: collectCommand(ambient),
    status: statusCommand(ambient),
    show: showCommand(ambient),
    merge: mergeCommand(ambient),
    split: splitCommand(ambient),
    recompute: recomputeCommand(ambient),
  })
