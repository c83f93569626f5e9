import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import type { Client } from '../daemon/client.js'
import { isFile, planInFile } from '../plans/local-file.js'
import { personUrl } from './flags.js'

const kind = z.object({ activityType: z.string(), location: z.string().optional() })
const kept = z.object({ plan: kind })

/** What `--plan` names, and the workout that it is a plan of. */
export interface NamedPlan extends z.infer<typeof kind> {
  /** As a start takes it: the id of a kept plan, or the plan in a file. */
  readonly plan: unknown
}

/** The plan that is to be followed: a kept one by its id, or that in a file. */
export async function namedPlan(
  word: string | undefined,
  { client, user, ambient }: { readonly client: Client; readonly user: string; readonly ambient: Ambient },
): Promise<NamedPlan | undefined> {
  if (word === undefined) return undefined
  if (isFile(word)) {
    const plan = await planInFile(word, ambient)
    return { ...kind.parse(plan), plan }
  }
  const { plan } = kept.parse(await client.get(personUrl(user, `/plans/${encodeURIComponent(word)}`)))
  return { ...plan, plan: word }
}
