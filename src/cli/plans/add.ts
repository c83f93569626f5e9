import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { printJson } from '../text/output.js'
import { common, personUrl } from '../workout/flags.js'
import { planInFile } from './local-file.js'

const kept = z.object({ id: z.string(), plan: z.object({ name: z.string() }) })

/** `vitald plans add`: a file becomes a kept plan. */
export const addCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'add',
    summary: 'Keep a plan from a JSON, .zwo or FIT workout file',
    example: 'vitald plans add sweet-spot.zwo --id sweet-spot',
    args: {
      ...common,
      file: { type: 'positional', description: 'the file', required: true },
      id: { type: 'string', description: "what it is asked for by; the file's, or one that is made, if left out" },
      name: { type: 'string', description: 'what it is called, instead of what the file says' },
      replace: { type: 'boolean', description: 'put it in the place of the plan that has the id' },
    },
    async run({ file, id, name, replace, user, json, ...flags }) {
      const read = await planInFile(file, ambient)
      const plan = { ...read, ...(id !== undefined && { id }), ...(name !== undefined && { name }) }
      const client = openClient(flags, ambient)
      const answer =
        replace && plan.id !== undefined
          ? await client.put(personUrl(user, `/plans/${encodeURIComponent(plan.id)}`), plan)
          : await client.post(personUrl(user, '/plans'), plan)
      if (json) return printJson(answer, ambient)
      const { id: given, plan: known } = kept.parse(answer)
      ambient.out.write(`${known.name} is kept as ${given}\n`)
    },
  })
