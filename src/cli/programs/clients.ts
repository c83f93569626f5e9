import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command, group, groupWithDefault } from '../command.js'
import { openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { localTime, printJson, printTable } from '../text/output.js'

const common = {
  ...clientFlags,
  json: { type: 'boolean', description: 'print what the API answers' },
} as const

const client = {
  type: 'positional',
  description: "the program's id, the source of what it saves",
  required: true,
} as const

const listed = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), version: z.string().optional(), created: z.string() })),
})

const list = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'list',
    summary: 'List the programs that may come in',
    example: 'vitald clients --json',
    args: common,
    async run(args) {
      const answer = await openClient(args, ambient).get('/v1/clients')
      if (args.json) return printJson(answer, ambient)
      printTable(
        ['client', 'name', 'version', 'since'],
        listed
          .parse(answer)
          .items.map(({ id, name, version, created }) => [id, name, version ?? '–', localTime(created)]),
        { empty: 'no program yet; let one in with `vitald clients add ID`', ambient },
      )
    },
  })

const letIn = z.object({ id: z.string(), token: z.string() })

const add = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'add',
    summary: 'Let a program in; prints its token, once',
    example: 'vitald clients add scale-app --name "Scale app"',
    args: {
      ...common,
      client,
      name: { type: 'string', description: 'what people call it' },
      'client-version': { type: 'string', description: 'its version' },
    },
    async run(args) {
      const { client: id, name, 'client-version': version } = args
      const body = { id, ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) }
      const answer = await openClient(args, ambient).post('/v1/clients', body)
      if (args.json) return printJson(answer, ambient)
      const { token } = letIn.parse(answer)
      ambient.out.write(
        `client  ${id}\ntoken   ${token}\nThe token is shown this once. Say what it may do with \`vitald authorize ${id}\`.\n`,
      )
    },
  })

const remove = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'remove',
    summary: 'Send a program away; what it saved stays',
    example: 'vitald clients remove scale-app',
    args: { ...clientFlags, client },
    async run(args) {
      await openClient(args, ambient).delete(`/v1/clients/${encodeURIComponent(args.client)}`)
      ambient.out.write(`${args.client} is sent away\n`)
    },
  })

/** `vitald clients`: the programs that may come in. */
export const clientsCommand = (ambient: Ambient): AnyCommand =>
  groupWithDefault(
    group('clients', 'List programs, let one in, send one away', {
      list: list(ambient),
      add: add(ambient),
      remove: remove(ambient),
    }),
    'list',
    common,
  )
