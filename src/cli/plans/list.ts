import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { type AnyCommand, command } from '../command.js'
import { type Client, openClient } from '../daemon/client.js'
import { localTime, printJson, printTable } from '../text/output.js'
import { words } from '../text/words.js'
import { common, personUrl } from '../workout/flags.js'
import { lengthText } from './plan-text.js'

const entry = z.looseObject({
  id: z.string(),
  name: z.string(),
  activityType: z.string(),
  steps: z.number(),
  duration: z.number(),
  distance: z.number(),
  isOpen: z.boolean(),
  updatedAt: z.string(),
})
const page = z.object({ items: z.array(entry), cursor: z.string().optional() })
type Entry = z.infer<typeof entry>

async function allPlans(client: Client, user: string): Promise<readonly Entry[]> {
  const plans: Entry[] = []
  let cursor: string | undefined
  do {
    const query = cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`
    const found = page.parse(await client.get(personUrl(user, `/plans${query}`)))
    plans.push(...found.items)
    cursor = found.cursor
  } while (cursor !== undefined)
  return plans
}

const row = (plan: Entry): string[] => [
  plan.id,
  plan.name,
  words(plan.activityType),
  String(plan.steps),
  lengthText(plan),
  localTime(plan.updatedAt),
]

/** `vitald plans list`: the plans that are kept. */
export const listCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'list',
    summary: 'List the plans that are kept',
    example: 'vitald plans --user anna',
    args: common,
    async run({ user, json, ...flags }) {
      const items = await allPlans(openClient(flags, ambient), user)
      if (json) return printJson({ items }, ambient)
      const empty = 'no plan yet; keep one with `vitald plans add FILE`'
      printTable(['id', 'name', 'activity', 'steps', 'length', 'changed'], items.map(row), { empty, ambient })
    },
  })
