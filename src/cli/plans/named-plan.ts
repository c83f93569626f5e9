import { z } from 'zod'
import type { Ambient } from '../ambient.js'
import { UsageError } from '../command.js'
import type { Client } from '../daemon/client.js'
import { RefusalError } from '../daemon/refusal.js'
import { personUrl } from '../workout/flags.js'
import { keptPlans } from './kept-plans.js'
import { isFile, planInFile } from './local-file.js'

const kind = z.object({ activityType: z.string(), location: z.string().optional() })
const kept = z.object({ plan: kind })

/** What `--plan` names, and the workout that it is a plan of. */
export interface NamedPlan extends z.infer<typeof kind> {
  /** As a start takes it: the id of a kept plan, or the plan in a file. */
  readonly plan: unknown
}

interface Asked {
  readonly client: Client
  readonly user: string
  readonly ambient: Ambient
}

/** The id of the plan that has this name, in whatever case; undefined when none has it. */
async function idOfName(name: string, { client, user }: Asked): Promise<string | undefined> {
  const plans = await keptPlans(client, user)
  const [plan, ...others] = plans.filter((one) => one.name.toLowerCase() === name.toLowerCase())
  if (plan === undefined || others.length === 0) return plan?.id
  throw new UsageError(`several plans are called ${name}; name one by its id: ${[plan, ...others].map(({ id }) => id)}`)
}

const isUnknown = (error: unknown): boolean =>
  error instanceof RefusalError && (error.code === 'notFound' || error.code === 'invalidArgument')

async function keptPlan(word: string, asked: Asked): Promise<NamedPlan> {
  const byId = async (id: string): Promise<NamedPlan> => {
    const url = personUrl(asked.user, `/plans/${encodeURIComponent(id)}`)
    return { ...kept.parse(await asked.client.get(url)).plan, plan: id }
  }
  try {
    return await byId(word)
  } catch (error) {
    const id = isUnknown(error) ? await idOfName(word, asked) : undefined
    if (id === undefined) throw error
    return byId(id)
  }
}

/** The plan that is to be followed: a kept one by its id or its name, or that in a file. */
export async function namedPlan(word: string | undefined, asked: Asked): Promise<NamedPlan | undefined> {
  if (word === undefined) return undefined
  if (isFile(word)) {
    const plan = await planInFile(word, asked.ambient)
    return { ...kind.parse(plan), plan }
  }
  return keptPlan(word, asked)
}
