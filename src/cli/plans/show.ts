import { z } from 'zod'
import { planSchema } from '../../plans/plan-schema.js'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { printJson } from '../text/output.js'
import { common, personUrl } from '../workout/flags.js'
import { planInFile } from './local-file.js'
import { planText } from './plan-text.js'

const kept = z.object({ plan: planSchema })
const planArgument = { type: 'positional', description: "the plan's id", required: true } as const
const pathOf = (user: string, id: string): string => personUrl(user, `/plans/${encodeURIComponent(id)}`)

/** `vitald plans show`: a kept plan, step by step. */
export const showCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'show',
    summary: 'Show a plan that is kept: its steps, how long it is',
    example: 'vitald plans show sweet-spot',
    args: { ...common, plan: planArgument },
    async run({ plan: id, user, json, ...flags }) {
      const answer = await openClient(flags, ambient).get(pathOf(user, id))
      if (json) return printJson(answer, ambient)
      ambient.out.write(planText(kept.parse(answer).plan))
    },
  })

/** `vitald plans remove`: forgets a plan; workouts that followed it stay as they are. */
export const removeCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'remove',
    summary: 'Forget a plan; workouts that followed it stay as they are',
    example: 'vitald plans remove sweet-spot',
    args: { ...common, plan: planArgument },
    async run({ plan: id, user, json, ...flags }) {
      await openClient(flags, ambient).delete(pathOf(user, id))
      if (json) printJson({ removed: id }, ambient)
      else ambient.out.write(`${id} is removed\n`)
    },
  })

/** `vitald plans check`: whether a file holds a plan, without a daemon. */
export const checkCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'check',
    summary: 'Check a plan in a JSON, .zwo or FIT workout file, without a daemon, and show its steps',
    example: 'vitald plans check sweet-spot.zwo',
    args: {
      file: { type: 'positional', description: 'the file', required: true },
      json: { type: 'boolean', description: 'print the plan as JSON' },
    },
    async run({ file, json }) {
      const plan = await planInFile(file, ambient)
      if (json) printJson(plan, ambient)
      else ambient.out.write(planText(plan))
    },
  })
