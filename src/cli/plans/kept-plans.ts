import { z } from 'zod'
import type { Client } from '../daemon/client.js'
import { personUrl } from '../workout/flags.js'

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
/** What the list says of a kept plan. */
export type PlanEntry = z.infer<typeof entry>

/** The plans that a person keeps. */
export async function keptPlans(client: Client, user: string): Promise<readonly PlanEntry[]> {
  const plans: PlanEntry[] = []
  let cursor: string | undefined
  do {
    const query = cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`
    const found = page.parse(await client.get(personUrl(user, `/plans${query}`)))
    plans.push(...found.items)
    cursor = found.cursor
  } while (cursor !== undefined)
  return plans
}
