import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { workoutNamed } from '../daemon/workout-named.js'
import { printJson } from '../text/output.js'
import { workoutFields } from '../text/workout-fields.js'
import { workoutText } from '../text/workout-text.js'
import { common } from './flags.js'

/** `vitald workout show`: a finished workout's record. */
export const showCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'show',
    summary: 'Show a finished workout: times, plan, laps, splits, zones, figures, sources',
    example: 'vitald workout show latest',
    args: {
      ...common,
      id: { type: 'positional', description: "the workout's id, or `latest`", required: true },
      miles: { type: 'boolean', description: 'splits by the mile' },
    },
    async run({ id, user, json, miles, ...flags }) {
      const workout = await workoutNamed(openClient(flags, ambient), user, id)
      if (json) return printJson(workout, ambient)
      ambient.out.write(workoutText(workoutFields.parse(workout), { miles: miles === true }))
    },
  })
