import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { openClient } from '../daemon/client.js'
import { clientFlags } from '../load-config.js'
import { localTime, printJson, printTable } from '../text/output.js'

const listed = z.object({
  items: z.array(
    z.object({
      client: z.string(),
      action: z.string(),
      types: z.array(z.string()),
      last: z.string(),
      times: z.number(),
    }),
  ),
})

/** `vitald audit`: what programs did with a person's data. */
export const auditCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'audit',
    summary: 'Who read, saved and deleted which types, newest first',
    example: 'vitald audit --client scale-app --limit 20',
    args: {
      ...clientFlags,
      json: { type: 'boolean', description: 'print what the API answers' },
      user: { type: 'string', description: 'whose data', default: 'me' },
      client: { type: 'string', description: 'of this program alone' },
      limit: { type: 'string', description: 'how many entries', default: '50' },
    },
    async run({ user, client, limit, ...args }) {
      const query = new URLSearchParams({ limit, ...(client === undefined ? {} : { client }) })
      const answer = await openClient(args, ambient).get(`/v1/users/${encodeURIComponent(user)}/audit?${query}`)
      if (args.json) return printJson(answer, ambient)
      printTable(
        ['last', 'client', 'did', 'types', 'times'],
        listed
          .parse(answer)
          .items.map((item) => [
            localTime(item.last),
            item.client,
            item.action,
            item.types.join(', ') || '(all that it may)',
            String(item.times),
          ]),
        { empty: 'no program did anything', ambient },
      )
    },
  })
